import { App, Button, Select, Skeleton, Switch, Tooltip } from 'antd';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useInbox, useInboxActions, useUnread } from '../../api/notifications';
import type { NotificationCategory, NotificationItem } from '../../api/types';
import { useShortcutList, type Shortcut } from '../../app/shortcuts';
import { asApiError } from '../../ui/api-error';
import { EmptyState } from '../../ui/EmptyState';
import { Failure } from '../../ui/Failure';
import { minute } from '../../ui/numbers';
import styles from './InboxList.module.css';
import { becauseName, CATEGORIES, categoryName } from './notification-words';

const UNDO_SECONDS = 8;

/** What one has been told, newest first. `j` and `k` go through it, Enter opens, `m` marks. */
export function InboxList({ onOpen }: { onOpen?: () => void }) {
  const { t, i18n } = useTranslation();
  const [unread, setUnread] = useState(false);
  const [category, setCategory] = useState<NotificationCategory | null>(null);
  const inbox = useInbox({ unread, category });
  const items = useMemo(() => inbox.data?.pages.flatMap((page) => page.items) ?? [], [inbox.data]);
  const { list, at } = useKeys(items, useOpen(onOpen));
  return (
    <div>
      <div className={styles.tools}>
        <Select<NotificationCategory | 'all'>
          value={category ?? 'all'}
          onChange={(value) => setCategory(value === 'all' ? null : value)}
          aria-label={t('notifications.category')}
          className={styles.category ?? ''}
          options={[
            { value: 'all' as const, label: t('notifications.all') },
            ...CATEGORIES.map((value) => ({ value, label: categoryName(t, value) })),
          ]}
        />
        <label className={styles.unreadOnly}>
          <Switch size="small" checked={unread} onChange={setUnread} /> {t('notifications.unreadOnly')}
        </label>
        <MarkAll category={category} newest={items[0]?.id} />
      </div>
      {inbox.error && <Failure error={inbox.error} onRetry={() => void inbox.refetch()} />}
      {inbox.isPending && <Skeleton active paragraph={{ rows: 6 }} />}
      {inbox.data && items.length === 0 && (
        <EmptyState
          small
          title={t(unread ? 'notifications.noneUnread' : 'notifications.emptyTitle')}
          body={t('notifications.emptyBody')}
        />
      )}
      <ul ref={list} className={styles.list}>
        {items.map((item, index) => (
          <Row key={item.id} item={item} language={i18n.language} at={index === at} onOpen={onOpen} />
        ))}
      </ul>
      {inbox.hasNextPage && (
        <Button block loading={inbox.isFetchingNextPage} onClick={() => void inbox.fetchNextPage()}>
          {t('notifications.more')}
        </Button>
      )}
    </div>
  );
}

interface RowProps {
  item: NotificationItem;
  language: string;
  at: boolean;
  onOpen: (() => void) | undefined;
}

function Row({ item, language, at, onOpen }: RowProps) {
  const { t } = useTranslation();
  const { mark } = useInboxActions();
  const open = useOpen(onOpen);
  const isRead = item.readAt !== null;
  const toggle = t(isRead ? 'notifications.markUnread' : 'notifications.markRead');
  return (
    <li className={styles.row} data-read={isRead} data-at={at}>
      <button
        type="button"
        className={styles.open}
        disabled={item.path === null}
        onClick={() => open(item)}
        title={item.path === null ? t('notifications.outOfSight') : undefined}
      >
        <span className={styles.text}>{language === 'en' ? item.text.en : item.text.zh}</span>
        <span className={styles.facts}>
          {minute(item.createdAt)} · {categoryName(t, item.category)}
          {item.accountName !== null && ` · ${item.accountName}`}
          {item.because === 'follower' && ` · ${becauseName(t, item.because)}`}
        </span>
      </button>
      <Tooltip title={toggle}>
        <button
          type="button"
          className={styles.mark}
          aria-label={toggle}
          aria-pressed={isRead}
          onClick={() => mark.mutate({ id: item.id, read: !isRead })}
        />
      </Tooltip>
    </li>
  );
}

/** Marks what is shown as read, and takes it back for whoever slipped. */
function MarkAll({
  category,
  newest,
}: {
  category: NotificationCategory | null;
  newest: string | undefined;
}) {
  const { t, i18n } = useTranslation();
  const { notification, message } = App.useApp();
  const { markAll, undo } = useInboxActions();
  const waiting = useUnread().data;
  const count = category ? (waiting?.byCategory[category] ?? 0) : (waiting?.total ?? 0);
  const fail = (error: unknown) => void message.error(asApiError(error).sentence(i18n.language));
  const run = () =>
    markAll.mutate(
      { ...(category && { category }), ...(newest !== undefined && { upTo: newest }) },
      {
        onError: fail,
        onSuccess: ({ changed, readAt }) =>
          notification.success({
            key: readAt,
            duration: UNDO_SECONDS,
            title: t('notifications.markedAll', { count: changed }),
            actions: (
              <Button
                size="small"
                onClick={() => {
                  notification.destroy(readAt);
                  undo.mutate(readAt, { onError: fail });
                }}
              >
                {t('notifications.undo')}
              </Button>
            ),
          }),
      },
    );
  return (
    <Button size="small" disabled={count === 0} loading={markAll.isPending} onClick={run}>
      {t('notifications.markAll')}
    </Button>
  );
}

function useOpen(onOpen: (() => void) | undefined) {
  const navigate = useNavigate();
  const { mark } = useInboxActions();
  const { mutate } = mark;
  return useCallback(
    (item: NotificationItem) => {
      if (item.path === null) return;
      if (item.readAt === null) mutate({ id: item.id, read: true });
      onOpen?.();
      void navigate(item.path);
    },
    [navigate, mutate, onOpen],
  );
}

function useKeys(items: readonly NotificationItem[], open: (item: NotificationItem) => void) {
  const { t } = useTranslation();
  const list = useRef<HTMLUListElement>(null);
  const [at, setAt] = useState(-1);
  const { mark } = useInboxActions();
  const { mutate } = mark;
  const shortcuts = useMemo<Shortcut[]>(() => {
    const go = (step: number) => {
      const next = Math.min(Math.max(at + step, 0), items.length - 1);
      setAt(next);
      const row = list.current?.children[next];
      row?.scrollIntoView({ block: 'nearest' });
      row?.querySelector('button')?.focus();
    };
    const current = items[at];
    return [
      { keys: 'j', label: t('notifications.keys.next'), run: () => go(1) },
      { keys: 'k', label: t('notifications.keys.previous'), run: () => go(-1) },
      { keys: 'o', label: t('notifications.keys.open'), run: () => current && open(current) },
      {
        keys: 'm',
        label: t('notifications.keys.mark'),
        run: () => current && mutate({ id: current.id, read: current.readAt === null }),
      },
    ];
  }, [at, items, mutate, open, t]);
  useShortcutList(shortcuts);
  return { list, at };
}
