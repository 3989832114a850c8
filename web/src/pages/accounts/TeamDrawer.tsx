import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { App, Button, Form, Select, type FormInstance } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAccountTeam, useReplaceTeam } from '../../api/accounts';
import type { Team, TeamRole, TeamSeat } from '../../api/types';
import { DateField } from '../../ui/DateField';
import { FormDrawer } from '../../ui/FormDrawer';
import type { Choice } from '../../ui/RecordSelect';
import { teamRoles } from './account-words';
import { PersonSelect } from '../../ui/PersonSelect';
import styles from './TeamDrawer.module.css';

/** A row may still lack its person. */
interface Row {
  id?: string;
  userId?: string | null;
  role: TeamRole;
  fromOn?: string | null;
  untilOn?: string | null;
}

interface Fields {
  members: Row[];
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
      conflict={{ code: 'record.stale', label: t('accounts.reloadTeam'), resolve: takeTheirs }}
      onClose={onClose}
      onSave={async (fields) => {
        // Rows without a person do not pass the form's rules.
        const members = fields.members.map((row) => seatOf(row, base));
        await replace.mutateAsync({ version: base.version, members });
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
  const seats = members.map(({ id, userId, role, fromOn, untilOn }) => ({
    id,
    userId,
    role,
    fromOn,
    untilOn,
  }));
  return { members: seats.length > 0 ? seats : [{ role: 'primary' }] };
}

/** Another person or role in a row is another seat: who had it has served until yesterday. */
function seatOf({ id, userId, role, fromOn, untilOn }: Row, { members }: Team): TeamSeat {
  const old = members.find((member) => member.id === id);
  const isSame = old?.userId === userId && old?.role === role;
  const begins = isSame || old?.fromOn !== fromOn ? fromOn : null;
  return {
    ...(isSame && { id: old.id }),
    userId: userId!,
    role,
    ...(begins && { fromOn: begins }),
    untilOn: untilOn ?? null,
  };
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
    const mine = rows[row];
    return rows
      .slice(0, row)
      .some((other) => other?.userId === userId && other?.role === mine?.role && meet(other, mine));
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
      <div className={styles.days}>
        <Form.Item name={[row, 'fromOn']} className={styles.day}>
          <DateField placeholder={t('team.fromToday')} />
        </Form.Item>
        <Form.Item name={[row, 'untilOn']} className={styles.day}>
          <DateField placeholder={t('team.openEnd')} />
        </Form.Item>
      </div>
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

/** Whether two rows have a day in common; without a first day a row begins now. */
function meet(a: Row | undefined, b: Row | undefined): boolean {
  const [last, next] = [a?.untilOn ?? '9', b?.untilOn ?? '9'];
  return (a?.fromOn ?? '') <= next && (b?.fromOn ?? '') <= last;
}

function rowsOf(form: FormInstance<Fields>): (Fields['members'][number] | undefined)[] {
  return (form.getFieldValue('members') as Fields['members'] | undefined) ?? [];
}

/** The first role nobody holds yet; once all are held, one more stands in. */
function vacantRole(form: FormInstance<Fields>): TeamRole {
  const held = new Set(rowsOf(form).map((seat) => seat?.role));
  return teamRoles.find((role) => !held.has(role)) ?? 'backup';
}
