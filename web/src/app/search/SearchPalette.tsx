import { SearchOutlined } from '@ant-design/icons';
import { Input, Modal } from 'antd';
import { type KeyboardEvent, useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { type Found, useSearch } from '../../api/search';
import { useDebounced } from '../../ui/debounced';
import { Failure } from '../../ui/Failure';
import type { Place } from '../navigation';
import { type Offer, placeOffers, recordOffer } from './offers';
import styles from './SearchPalette.module.css';

const PAUSE_MS = 120;
const LONGEST = 60;

interface Props {
  places: readonly Place[];
  open: boolean;
  onClose: () => void;
}

/** Search over everything: records by name, number, pinyin or initials, and the pages of the program. */
export function SearchPalette({ places, open, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      open={open}
      onCancel={onClose}
      footer={null}
      closable={false}
      width={640}
      title={<span className={styles.hidden}>{t('search.title')}</span>}
      className={styles.palette ?? ''}
      destroyOnHidden
    >
      <Search places={places} onDone={onClose} />
    </Modal>
  );
}

interface Group {
  name: string;
  offers: readonly Offer[];
}

function Search({ places, onDone }: { places: readonly Place[]; onDone: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState(0);
  const listId = useId();
  const wanted = typed.trim();
  const settled = useDebounced(wanted, PAUSE_MS);
  const { data, error, isFetching, refetch } = useSearch(wanted === '' ? '' : settled);
  const found = wanted === '' ? undefined : data?.items;
  const groups = useMemo<Group[]>(() => {
    const pages = placeOffers(places, wanted, (place) => t(place.label));
    return [
      ...recordGroups(found ?? [], (kind) => t(`search.kind.${kind}`)),
      { name: t('search.pages'), offers: pages },
    ].filter(({ offers }) => offers.length > 0);
  }, [found, places, wanted, t]);
  const offers = groups.flatMap((group) => group.offers);
  const current = offers[Math.min(chosen, offers.length - 1)];
  const waiting = wanted !== '' && (isFetching || settled !== wanted);

  const open = (offer: Offer) => {
    onDone();
    void navigate(offer.path);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || offers.length === 0) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      const next = (Math.min(chosen, offers.length - 1) + step + offers.length) % offers.length;
      setChosen(next);
      document.getElementById(optionId(listId, offers[next]!))?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter' && current && !waiting) {
      event.preventDefault();
      open(current);
    }
  };

  return (
    <>
      <Input
        autoFocus
        size="large"
        variant="borderless"
        prefix={<SearchOutlined />}
        placeholder={t('search.placeholder')}
        aria-label={t('search.title')}
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={current && optionId(listId, current)}
        maxLength={LONGEST}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setChosen(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div
        id={listId}
        role="listbox"
        aria-label={t('search.title')}
        aria-busy={waiting}
        className={styles.list}
      >
        {error && wanted !== '' && <Failure error={error} onRetry={() => void refetch()} />}
        {groups.map((group) => (
          <section key={group.name} role="group" aria-label={group.name}>
            <h3 className={styles.group}>{group.name}</h3>
            {group.offers.map((offer) => (
              <button
                key={offer.key}
                id={optionId(listId, offer)}
                type="button"
                role="option"
                tabIndex={-1}
                aria-selected={offer === current}
                className={styles.offer}
                onClick={() => open(offer)}
                onMouseMove={() => setChosen(offers.indexOf(offer))}
              >
                <span className={styles.icon}>{offer.icon}</span>
                <span className={styles.title}>{offer.title}</span>
                <span className={styles.detail}>{offer.detail}</span>
              </button>
            ))}
          </section>
        ))}
        {offers.length === 0 && !error && (
          <p className={styles.nothing}>
            {waiting ? t('search.looking') : t('search.nothing', { typed: wanted })}
          </p>
        )}
      </div>
      <p className={styles.hint}>{t('search.hint')}</p>
    </>
  );
}

const optionId = (listId: string, offer: Offer): string => `${listId}-${offer.key}`;

/** Kinds in the order of their nearest record. */
function recordGroups(found: readonly Found[], name: (kind: Found['kind']) => string): Group[] {
  const kinds = [...new Set(found.map(({ kind }) => kind))];
  return kinds.map((kind) => ({
    name: name(kind),
    offers: found.filter((item) => item.kind === kind).map(recordOffer),
  }));
}
