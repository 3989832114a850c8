import {
  BankOutlined,
  ContactsOutlined,
  CustomerServiceOutlined,
  EditOutlined,
  FileTextOutlined,
  FundOutlined,
  IdcardOutlined,
  InboxOutlined,
  KeyOutlined,
  LayoutOutlined,
  NotificationOutlined,
  SafetyOutlined,
  StopOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import type { ParseKeys, TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TimelineEntry } from '../../api/types';
import { Money } from '../../ui/Money';
import { count } from '../../ui/numbers';

const ICONS: Readonly<Record<string, ReactNode>> = {
  account: <BankOutlined />,
  contact: <IdcardOutlined />,
  campaign: <NotificationOutlined />,
  batch: <InboxOutlined />,
  list: <ContactsOutlined />,
  design: <LayoutOutlined />,
  revenue: <span>¥</span>,
  note: <EditOutlined />,
  case: <CustomerServiceOutlined />,
  plan: <FundOutlined />,
  recovery: <FundOutlined />,
  suppression: <StopOutlined />,
  session: <KeyOutlined />,
  user: <TeamOutlined />,
  'api-key': <KeyOutlined />,
  audit: <SafetyOutlined />,
};

export const topicOf = (kind: string): string => kind.slice(0, kind.indexOf('.'));
export const iconOf = (kind: string): ReactNode => ICONS[topicOf(kind)] ?? <FileTextOutlined />;

/** Where the record of an entry is shown; null for what has no page. */
export function pathOf({ type, id }: { type: string; id: string }): string | null {
  const places: Readonly<Record<string, string>> = {
    account: '/accounts',
    contact: '/contacts',
    campaign: '/campaigns',
    batch: '/batches',
    list: '/lists',
    design: '/designs',
    case: '/cases',
    recovery: '/recovery',
  };
  const place = places[type];
  return place === undefined ? null : `${place}/${id}`;
}

/** The words of entries: kinds, fields and values, in the language in force; what has no word yet stands as it is. */
export function useActivityWords() {
  const { t, i18n } = useTranslation();
  const word: Word = (group, key) => {
    const path = PATHS[group](key);
    return i18n.exists(path) ? t(path as ParseKeys) : null;
  };
  return {
    topic: (topic: string): string => word('topics', topic) ?? topic,
    kind: (kind: string): string => word('kinds', kind) ?? generalKind(word, kind),
    field: (field: string): string => word('fields', field) ?? field,
    via: (via: string): string => word('via', via) ?? via,
    value: (field: string, value: unknown): ReactNode => shownValue(t, word, field, value),
  };
}

/** Words found by what the program calls a thing. */
const PATHS = {
  topics: (key: string) => `activity.topics.${key}`,
  kinds: (key: string) => `activity.kinds.${key}`,
  verbs: (key: string) => `activity.verbs.${key}`,
  fields: (key: string) => `activity.fields.${key}`,
  values: (key: string) => `activity.values.${key}`,
  via: (key: string) => `activity.via.${key}`,
};

type Word = (group: keyof typeof PATHS, key: string) => string | null;

/** A kind of a feature that has no sentence of its own: its topic and what happened to it. */
function generalKind(word: Word, kind: string): string {
  const topic = topicOf(kind);
  const verb = kind.slice(topic.length + 1);
  return `${word('topics', topic) ?? topic} · ${word('verbs', verb) ?? verb}`;
}

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-/;

function shownValue(t: TFunction, word: Word, field: string, value: unknown): ReactNode {
  if (value === null || value === undefined || value === '') return t('activity.empty');
  if (typeof value === 'boolean') return t(value ? 'activity.yes' : 'activity.no');
  if (typeof value === 'number') return field.endsWith('Fen') ? <Money fen={value} /> : count(value);
  if (Array.isArray(value)) {
    return value.length === 0 ? t('activity.empty') : value.map((item) => textOf(word, item)).join('、');
  }
  if (typeof value === 'object') return JSON.stringify(value);
  const text = textOf(word, value);
  return ID.test(text) ? t('activity.otherRecord') : text;
}

function textOf(word: Word, value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return word('values', text) ?? text;
}

const HIDDEN_FACTS = new Set(['sha256', 'version', 'name', 'code', 'errorCode']);

/** The facts worth a line, each with its word. */
export function shownFacts({ facts }: Pick<TimelineEntry, 'facts'>): [string, unknown][] {
  return Object.entries(facts).filter(([key, value]) => value !== null && !HIDDEN_FACTS.has(key));
}
