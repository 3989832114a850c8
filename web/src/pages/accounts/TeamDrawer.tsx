import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { App, Button, Form, Select, type FormInstance } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAccountTeam, useReplaceTeam } from '../../api/accounts';
import type { Team, TeamRole, TeamSeat } from '../../api/types';
import { FormDrawer } from '../../ui/FormDrawer';
import type { Choice } from '../../ui/RecordSelect';
import { teamRoles } from './account-words';
import { PersonSelect } from '../../ui/PersonSelect';
import styles from './TeamDrawer.module.css';

/** A row may still lack its person. */
interface Fields {
  members: { userId?: string | null; role: TeamRole }[];
}

interface Props {
  accountId: string;
  team: Team;
  onClose: () => void;
}

const MOST_SEATS = 100;

/** Sets the whole team: a row for each person and role. */
export function TeamDrawer({ accountId, team, onClose }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const replace = useReplaceTeam(accountId);
  const current = useAccountTeam(accountId);
  // The team as it was when the editing began: what is read meanwhile must not pass for seen.
  const [base, setBase] = useState(team);
  const takeTheirs = async () => {
    const { data } = await current.refetch({ throwOnError: true });
    if (!data) return;
    setBase(data);
    form.setFieldsValue(fieldsOf(data));
  };
  const known = base.members.flatMap(({ userId, userName }) =>
    userName === null ? [] : [{ id: userId, name: userName }],
  );
  return (
    <FormDrawer<Fields>
      title={t('accounts.team')}
      form={form}
      initial={fieldsOf(base)}
      conflict={{ code: 'account.team-stale', label: t('accounts.reloadTeam'), resolve: takeTheirs }}
      onClose={onClose}
      onSave={async (fields) => {
        // Rows without a person do not pass the form's rules.
        await replace.mutateAsync({ version: base.version, members: fields.members as TeamSeat[] });
        void message.success(t('common.saved'));
      }}
    >
      <Form.List name="members">
        {(rows, { add, remove }) => (
          <>
            {rows.map(({ key, name }) => (
              <Seat key={key} row={name} form={form} known={known} onRemove={() => remove(name)} />
            ))}
            <Button
              type="dashed"
              block
              icon={<PlusOutlined />}
              disabled={rows.length >= MOST_SEATS}
              onClick={() => add({ role: vacantRole(form) })}
            >
              {t('accounts.addMember')}
            </Button>
          </>
        )}
      </Form.List>
    </FormDrawer>
  );
}

/** A row for each seat; an empty team begins with the one of its lead. */
function fieldsOf({ members }: Team): Fields {
  const seats = members.map(({ userId, role }) => ({ userId, role }));
  return { members: seats.length > 0 ? seats : [{ role: 'lead' }] };
}

interface SeatProps {
  row: number;
  form: FormInstance<Fields>;
  known: readonly Choice[];
  onRemove: () => void;
}

function Seat({ row, form, known, onRemove }: SeatProps) {
  const { t } = useTranslation();
  const isTwice = (userId: string | null | undefined) => {
    const rows = rowsOf(form);
    const role = rows[row]?.role;
    return rows.slice(0, row).some((other) => other?.userId === userId && other?.role === role);
  };
  return (
    <div className={styles.seat}>
      <Form.Item
        name={[row, 'userId']}
        className={styles.person}
        dependencies={[['members', row, 'role']]}
        validateFirst
        rules={[
          { required: true, message: t('accounts.choosePerson') },
          {
            validator: (_, userId: string | null | undefined) =>
              isTwice(userId) ? Promise.reject(new Error(t('accounts.memberTwice'))) : Promise.resolve(),
          },
        ]}
      >
        <PersonSelect label={t('accounts.member')} placeholder={t('accounts.searchPerson')} known={known} />
      </Form.Item>
      <Form.Item name={[row, 'role']} className={styles.role}>
        <Select
          aria-label={t('accounts.memberRole')}
          options={teamRoles.map((role) => ({ value: role, label: t(`accounts.teamRoles.${role}`) }))}
        />
      </Form.Item>
      <Button
        type="text"
        icon={<DeleteOutlined />}
        aria-label={t('accounts.removeMember')}
        title={t('accounts.removeMember')}
        onClick={onRemove}
      />
    </div>
  );
}

function rowsOf(form: FormInstance<Fields>): (Fields['members'][number] | undefined)[] {
  return (form.getFieldValue('members') as Fields['members'] | undefined) ?? [];
}

/** The first role nobody holds yet; once all are held, one more stands in. */
function vacantRole(form: FormInstance<Fields>): TeamRole {
  const held = new Set(rowsOf(form).map((seat) => seat?.role));
  return teamRoles.find((role) => !held.has(role)) ?? 'backup';
}
