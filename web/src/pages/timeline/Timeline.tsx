import { SearchOutlined } from '@ant-design/icons';
import { Button, Input, Skeleton, Tag } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type TimelineFilter,
  type TimelineRecord,
  usePinned,
  useTimeline,
  useTimelineActions,
} from '../../api/activity';
import { usePermission } from '../../api/session';
import type { TimelineEntry } from '../../api/types';
import { useDebounced } from '../../ui/debounced';
import { EmptyState } from '../../ui/EmptyState';
import { Failure } from '../../ui/Failure';
import { day } from '../../ui/numbers';
import { useActivityWords } from './activity-words';
import { Entry } from './Entry';
import { NoteEditor } from './NoteEditor';
import styles from './Timeline.module.css';

/** What a record's timeline can be narrowed to. */
const TOPICS: Readonly<Record<TimelineRecord['type'], readonly string[]>> = {
  account: ['note', 'account', 'contact', 'case', 'campaign', 'batch', 'list', 'revenue'],
  contact: ['note', 'contact'],
  campaign: ['note', 'campaign', 'batch', 'revenue'],
  batch: ['note', 'batch'],
  list: ['note', 'list', 'batch'],
};
const PAUSE_MS = 250;

/** Everything that happened around a record, by day, with notes among it. */
export function Timeline({ record }: { record: TimelineRecord }) {
  const { t } = useTranslation();
  const may = usePermission();
  const [topics, setTopics] = useState<readonly string[]>([]);
  const [q, setQ] = useState('');
  const [mentioned, setMentioned] = useState(false);
  const { write } = useTimelineActions(record);
  const filter = { topics, q: useDebounced(q.trim(), PAUSE_MS), mentioned };
  return (
    <section className={styles.timeline} aria-label={t('activity.title')}>
      {may('notes:write') && (
        <NoteEditor
          record={record}
          busy={write.isPending}
          error={write.error}
          onSave={(text, done) => write.mutate(text, { onSuccess: done })}
        />
      )}
      <Chips
        all={TOPICS[record.type]}
        chosen={topics}
        onChoose={setTopics}
        mentioned={mentioned}
        onMentioned={setMentioned}
        q={q}
        onSearch={setQ}
      />
      <Pinned record={record} />
      <Days record={record} filter={filter} />
    </section>
  );
}

interface ChipsProps {
  all: readonly string[];
  chosen: readonly string[];
  onChoose: (topics: readonly string[]) => void;
  mentioned: boolean;
  onMentioned: (on: boolean) => void;
  q: string;
  onSearch: (q: string) => void;
}

function Chips({ all, chosen, onChoose, mentioned, onMentioned, q, onSearch }: ChipsProps) {
  const { t } = useTranslation();
  const words = useActivityWords();
  return (
    <div className={styles.chips}>
      {all.map((topic) => (
        <Tag.CheckableTag
          key={topic}
          checked={chosen.includes(topic)}
          onChange={(on) => onChoose(on ? [...chosen, topic] : chosen.filter((other) => other !== topic))}
        >
          {words.topic(topic)}
        </Tag.CheckableTag>
      ))}
      <Tag.CheckableTag checked={mentioned} onChange={onMentioned}>
        {t('activity.mentionsMe')}
      </Tag.CheckableTag>
      <Input
        className={styles.search!}
        value={q}
        allowClear
        prefix={<SearchOutlined />}
        placeholder={t('activity.search')}
        aria-label={t('activity.search')}
        onChange={(event) => onSearch(event.target.value)}
      />
    </div>
  );
}

function Pinned({ record }: { record: TimelineRecord }) {
  const { t } = useTranslation();
  const pinned = usePinned(record);
  if (!pinned.data || pinned.data.length === 0) return null;
  return (
    <div className={styles.pins}>
      <h3 className={styles.day}>{t('activity.pinned')}</h3>
      <ol className={styles.entries}>
        {pinned.data.map((entry) => (
          <Entry key={entry.id} entry={entry} record={record} />
        ))}
      </ol>
    </div>
  );
}

function Days({ record, filter }: { record: TimelineRecord; filter: TimelineFilter }) {
  const { t } = useTranslation();
  const timeline = useTimeline(record, filter);
  const entries = timeline.data?.pages.flatMap((page) => page.items) ?? [];
  const narrowed = filter.topics.length > 0 || filter.q !== '' || filter.mentioned;
  if (timeline.error && entries.length === 0) {
    return <Failure error={timeline.error} onRetry={() => void timeline.refetch()} />;
  }
  if (timeline.isPending) return <Skeleton active />;
  if (entries.length === 0) {
    return (
      <EmptyState
        small
        title={t(narrowed ? 'table.noMatchTitle' : 'activity.emptyTitle')}
        body={t(narrowed ? 'table.noMatchBody' : 'activity.emptyBody')}
      />
    );
  }
  return (
    <>
      {byDay(entries).map(([date, ofDay]) => (
        <div key={date}>
          <h3 className={styles.day}>{dayName(date, t('activity.today'), t('activity.yesterday'))}</h3>
          <ol className={styles.entries}>
            {ofDay.map((entry) => (
              <Entry key={entry.id} entry={entry} record={record} />
            ))}
          </ol>
        </div>
      ))}
      {timeline.hasNextPage && (
        <Button onClick={() => void timeline.fetchNextPage()} loading={timeline.isFetchingNextPage}>
          {t('table.more')}
        </Button>
      )}
    </>
  );
}

/** Newest day first, as the entries come. */
function byDay(entries: readonly TimelineEntry[]): [string, TimelineEntry[]][] {
  const days = new Map<string, TimelineEntry[]>();
  for (const entry of entries) {
    const date = day(entry.at);
    days.set(date, [...(days.get(date) ?? []), entry]);
  }
  return [...days];
}

function dayName(date: string, today: string, yesterday: string): string {
  const ago = dayjs().startOf('day').diff(dayjs(date), 'day');
  return ago === 0 ? `${today} · ${date}` : ago === 1 ? `${yesterday} · ${date}` : date;
}
