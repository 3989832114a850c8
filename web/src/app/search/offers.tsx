import {
  BankOutlined,
  ContactsOutlined,
  CustomerServiceOutlined,
  IdcardOutlined,
  InboxOutlined,
  LayoutOutlined,
  NotificationOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { Found } from '../../api/search';
import type { Place } from '../navigation';

/** One line of the palette: a record or a page. */
export interface Offer {
  key: string;
  path: string;
  icon: ReactNode;
  title: string;
  detail: string;
}

const KINDS: Record<Found['kind'], { folder: string; icon: ReactNode }> = {
  account: { folder: 'accounts', icon: <BankOutlined /> },
  contact: { folder: 'contacts', icon: <IdcardOutlined /> },
  case: { folder: 'service', icon: <CustomerServiceOutlined /> },
  campaign: { folder: 'campaigns', icon: <NotificationOutlined /> },
  list: { folder: 'lists', icon: <ContactsOutlined /> },
  design: { folder: 'designs', icon: <LayoutOutlined /> },
  batch: { folder: 'batches', icon: <InboxOutlined /> },
};

export function recordOffer({ kind, id, title, detail, accountName }: Found): Offer {
  const { folder, icon } = KINDS[kind];
  return {
    key: `${kind}/${id}`,
    path: `/${folder}/${id}`,
    icon,
    title,
    detail: [detail, accountName].filter(Boolean).join(' · '),
  };
}

/** Pages whose name has what was typed in it; all of them when nothing was. */
export function placeOffers(
  places: readonly Place[],
  typed: string,
  name: (place: Place) => string,
): Offer[] {
  const wanted = typed.toLowerCase();
  return places
    .map((place) => ({ key: place.path, path: place.path, icon: place.icon, title: name(place), detail: '' }))
    .filter(({ title }) => title.toLowerCase().includes(wanted));
}
