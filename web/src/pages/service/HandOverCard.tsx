import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnswerHandOver, useHandOver, useTakeBack } from '../../api/service-desk';
import { useSession } from '../../api/session';
import type { CaseDetails } from '../../api/types';
import { Card } from '../../ui/Card';
import { Failure } from '../../ui/Failure';
import { FormDrawer } from '../../ui/FormDrawer';
import { PersonSelect } from '../../ui/PersonSelect';
import styles from './CasePage.module.css';

/** Through whose hands the case goes: offered, and theirs once they have accepted. */
export function HandOverCard({ about, over }: { about: CaseDetails; over: boolean }) {
  const { t } = useTranslation();
  const [offering, setOffering] = useState(false);
  if (!about.mayWrite || over) return null;
  const owner = about.ownerName ?? t('service.unseenPerson');
  return (
    <Card title={t('service.handOver.title')}>
      {about.handOverTo === null ? (
        <>
          <Button disabled={!about.mayHandOver} onClick={() => setOffering(true)}>
            {t('service.handOver.action')}
          </Button>
          <p className={styles.hint}>{t('service.handOver.rule', { name: owner })}</p>
        </>
      ) : (
        <Waiting about={about} owner={owner} />
      )}
      {offering && <HandOverDrawer about={about} onClose={() => setOffering(false)} />}
    </Card>
  );
}

function Waiting({ about, owner }: { about: CaseDetails; owner: string }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const me = useSession().data?.user.id;
  const answer = useAnswerHandOver(about.id);
  const takeBack = useTakeBack(about.id);
  const offer = about.handOvers.find(({ endedAt }) => endedAt === null);
  const forMe = about.handOverTo === me;
  const reply = async (accept: boolean) => {
    await answer.mutateAsync(accept);
    if (accept) void message.success(t('service.handOver.accepted'));
  };
  const error = answer.error ?? takeBack.error;
  return (
    <>
      <p>
        <strong>
          {forMe
            ? t('service.handOver.forYou')
            : t('service.handOver.waits', { name: offer?.toName ?? t('service.unseenPerson') })}
        </strong>
      </p>
      {offer && <p className={styles.text}>{offer.reason}</p>}
      <div className={styles.actions}>
        {forMe ? (
          <>
            <Button
              type="primary"
              loading={answer.isPending}
              onClick={() => void reply(true).catch(() => undefined)}
            >
              {t('service.handOver.accept')}
            </Button>
            <Button disabled={answer.isPending} onClick={() => void reply(false).catch(() => undefined)}>
              {t('service.handOver.decline')}
            </Button>
          </>
        ) : (
          <Button
            disabled={!about.mayHandOver}
            loading={takeBack.isPending}
            onClick={() => takeBack.mutate()}
          >
            {t('service.handOver.takeBack')}
          </Button>
        )}
      </div>
      <p className={styles.hint}>{t('service.handOver.rule', { name: owner })}</p>
      {error && <Failure error={error} />}
    </>
  );
}

interface Offer {
  toId: string;
  reason: string;
}

function HandOverDrawer({ about, onClose }: { about: CaseDetails; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<Offer>();
  const offer = useHandOver(about.id);
  const save = async (fields: Offer) => {
    await offer.mutateAsync(fields);
    void message.success(t('service.handOver.offered'));
  };
  return (
    <FormDrawer<Offer>
      title={t('service.handOver.action')}
      form={form}
      initial={{}}
      action={t('service.handOver.title')}
      onSave={save}
      onClose={onClose}
    >
      <Form.Item
        name="toId"
        label={t('service.handOver.to')}
        rules={[{ required: true, message: t('common.choose', { field: t('service.handOver.to') }) }]}
      >
        <PersonSelect />
      </Form.Item>
      <Form.Item
        name="reason"
        label={t('service.handOver.reason')}
        rules={[
          {
            required: true,
            whitespace: true,
            message: t('common.required', { field: t('service.handOver.reason') }),
          },
        ]}
      >
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} />
      </Form.Item>
    </FormDrawer>
  );
}
