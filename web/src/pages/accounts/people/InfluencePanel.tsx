import { App, Button, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAccountPeople, useDrawInfluence } from '../../../api/contacts';
import { ApiError } from '../../../api/problem';
import type { AccountPeople, AccountPerson, InfluenceLink } from '../../../api/types';
import { Failure } from '../../../ui/Failure';
import { UnsavedGuard } from '../../../ui/UnsavedGuard';
import { PositionDrawer } from '../../contacts/PositionDrawer';
import { useInfluenceDraft } from './influence-draft';
import { InfluenceMap } from './InfluenceMap';
import styles from './InfluenceMap.module.css';
import { LinkDrawer, type LinkStart } from './LinkDrawer';
import { MapLegend } from './MapLegend';

interface Props {
  accountId: string;
  saved: AccountPeople;
  mayWrite: boolean;
}

/** The map with what draws on it: places and lines are kept together, when one saves. */
export function InfluencePanel({ accountId, saved, mayWrite }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const drawing = useInfluenceDraft(saved);
  const save = useDrawInfluence(accountId);
  const current = useAccountPeople(accountId);
  const [link, setLink] = useState<LinkStart | null>(null);
  const [person, setPerson] = useState<AccountPerson | null>(null);
  const here = saved.people.filter(({ endedOn, active }) => endedOn === null && active);
  const stale = save.error instanceof ApiError && save.error.status === 412;

  const keep = () => {
    const { version, links, placed } = drawing.draft;
    const places = [...placed].map(([contactId, { x, y }]) => ({ contactId, x, y }));
    save.mutate(
      { version, links, places },
      {
        onSuccess: () => {
          drawing.discard();
          void message.success(t('common.saved'));
        },
      },
    );
  };
  const discard = () => {
    drawing.discard();
    save.reset();
  };
  const takeTheirs = async () => {
    await current.refetch();
    discard();
  };

  return (
    <>
      {mayWrite && (
        <div className={styles.bar}>
          <Button
            onClick={() => setLink({ fromId: null, toId: null, link: null })}
            disabled={here.length < 2}
          >
            {t('people.addLink')}
          </Button>
          <Button onClick={drawing.arrange}>{t('people.arrange')}</Button>
          {drawing.changed && (
            <Space>
              <Button type="primary" loading={save.isPending} onClick={keep}>
                {t('people.saveMap')}
              </Button>
              <Button onClick={discard}>{t('common.discard')}</Button>
            </Space>
          )}
        </div>
      )}
      {save.error && (
        <div className={styles.failure}>
          <Failure
            error={save.error}
            {...(stale && { onRetry: () => void takeTheirs(), retryLabel: t('people.takeTheirs') })}
          />
        </div>
      )}
      <InfluenceMap
        people={here}
        draft={drawing.draft}
        mayChange={mayWrite}
        onMove={drawing.move}
        onPerson={setPerson}
        onLink={(one: InfluenceLink) => setLink({ fromId: one.fromId, toId: one.toId, link: one })}
        onDraw={(fromId, toId) => setLink({ fromId, toId, link: null })}
      />
      <MapLegend />
      {mayWrite && <p className={styles.hint}>{t('people.mapHint')}</p>}
      <UnsavedGuard dirty={() => drawing.changed} />
      {link && (
        <LinkDrawer
          people={here}
          start={link}
          onSave={(next) => drawing.setLink(next, link.link)}
          onRemove={drawing.removeLink}
          onClose={() => setLink(null)}
        />
      )}
      {person && mayWrite && (
        <PositionDrawer position={person} title={person.name} onClose={() => setPerson(null)} />
      )}
    </>
  );
}
