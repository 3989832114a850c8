import { App, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { usePermission, useSession } from '../../api/session';
import { useSaveAbsence, type Absence, type NewAbsence } from '../../api/teams';
import { AccountSelect } from '../../ui/AccountSelect';
import { DateField } from '../../ui/DateField';
import { FormDrawer } from '../../ui/FormDrawer';
import { RowList } from '../../ui/RowList';
import { PersonSelect } from '../../ui/PersonSelect';

const kinds = ['leave', 'sick', 'travel', 'training', 'other'] as const;
const MOST_COVERS = 200;

interface Fields {
  userId?: string | null;
  kind: NewAbsence['kind'];
  fromOn?: string;
  untilOn?: string;
  coverId?: string | null;
  accountCovers: { accountId?: string | null; coverId?: string | null }[];
  note: string;
}

/** Says that somebody is away, and who sees to their accounts. */
export function AbsenceDrawer({ absence, onClose }: { absence: Absence | null; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const may = usePermission();
  const session = useSession();
  const [form] = Form.useForm<Fields>();
  const save = useSaveAbsence(absence);
  const known = knownPeople(absence);
  const choose = [{ required: true, message: t('team.chooseDay') }];
  return (
    <FormDrawer<Fields>
      title={t(absence === null ? 'team.absence.record' : 'team.absence.change')}
      form={form}
      initial={fieldsOf(absence, session.data?.user.id)}
      onClose={onClose}
      onSave={async ({ userId, kind, fromOn, untilOn, coverId, accountCovers, note }) => {
        await save.mutateAsync({
          ...(userId && { userId }),
          kind,
          fromOn: fromOn!,
          untilOn: untilOn!,
          coverId: coverId ?? null,
          accountCovers: accountCovers.map((row) => ({ accountId: row.accountId!, coverId: row.coverId! })),
          note: note ?? '',
        });
        void message.success(t('common.saved'));
      }}
    >
      {absence === null && may('teams:write') && (
        <Form.Item name="userId" label={t('team.absence.who')}>
          <PersonSelect label={t('team.absence.who')} known={session.data ? [session.data.user] : []} />
        </Form.Item>
      )}
      <Form.Item name="kind" label={t('team.absence.kind')} extra={t('team.absence.kindHint')}>
        <Select options={kinds.map((value) => ({ value, label: t(`team.absence.kinds.${value}`) }))} />
      </Form.Item>
      <Form.Item name="fromOn" label={t('team.absence.from')} rules={choose}>
        <DateField />
      </Form.Item>
      <Form.Item name="untilOn" label={t('team.absence.until')} rules={choose}>
        <DateField />
      </Form.Item>
      <Form.Item name="coverId" label={t('team.absence.cover')} extra={t('team.absence.coverHint')}>
        <PersonSelect
          label={t('team.absence.cover')}
          allowClear
          placeholder={t('accounts.searchPerson')}
          known={known}
        />
      </Form.Item>
      <Form.Item label={t('team.absence.others')}>
        <RowList name="accountCovers" add={t('team.absence.addCover')} blank={{}} most={MOST_COVERS}>
          {(row) => (
            <>
              <Form.Item
                name={[row, 'accountId']}
                rules={[{ required: true, message: t('team.absence.chooseAccount') }]}
              >
                <AccountSelect label={t('accounts.title')} placeholder={t('team.absence.chooseAccount')} />
              </Form.Item>
              <Form.Item
                name={[row, 'coverId']}
                rules={[{ required: true, message: t('accounts.choosePerson') }]}
              >
                <PersonSelect
                  label={t('team.absence.cover')}
                  placeholder={t('accounts.searchPerson')}
                  known={known}
                />
              </Form.Item>
            </>
          )}
        </RowList>
      </Form.Item>
      <Form.Item name="note" label={t('common.optional', { field: t('team.note') })}>
        <Input.TextArea rows={2} maxLength={200} showCount />
      </Form.Item>
    </FormDrawer>
  );
}

function fieldsOf(absence: Absence | null, me: string | undefined): Partial<Fields> {
  if (absence === null) return { kind: 'leave', accountCovers: [], note: '', userId: me ?? null };
  const { kind, fromOn, untilOn, coverId, accountCovers, note } = absence;
  return {
    kind: kind ?? 'other',
    fromOn,
    untilOn,
    coverId,
    note: note ?? '',
    accountCovers: accountCovers.map((cover) => ({ accountId: cover.accountId, coverId: cover.coverId })),
  };
}

function knownPeople(absence: Absence | null): { id: string; name: string }[] {
  const people = [absence, ...(absence?.accountCovers ?? [])];
  return people.flatMap((one) =>
    one?.coverId && one.coverName ? [{ id: one.coverId, name: one.coverName }] : [],
  );
}
