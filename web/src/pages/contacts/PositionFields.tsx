import { Checkbox, Col, Form, Input, Radio, Row, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAccountTeam } from '../../api/accounts';
import type { NewPosition, Position } from '../../api/types';
import { DateField } from '../../ui/DateField';
import { ranks, roles, stances } from './contact-words';
import { StanceMark } from './StanceMark';

export type PositionValues = Omit<NewPosition, 'accountId' | 'coveredBy'> & { coveredBy?: string[] };

export const positionValues = (position: Omit<Position, 'accountName' | 'mayChange'>): PositionValues => ({
  title: position.title,
  department: position.department,
  role: position.role,
  rank: position.rank,
  stance: position.stance,
  strength: position.strength,
  isPrimary: position.isPrimary,
  startedOn: position.startedOn,
  endedOn: position.endedOn,
  coveredBy: position.coveredBy.map(({ userId }) => userId),
});

/** What somebody is at one account: post, role and rank. */
export function PostFields() {
  const { t } = useTranslation();
  const wordy = [{ max: 60, message: t('common.tooLong', { max: 60 }) }];
  return (
    <Row gutter={16}>
      <Col span={12}>
        <Form.Item name="title" label={t('common.optional', { field: t('contacts.post') })} rules={wordy}>
          <Input autoComplete="off" />
        </Form.Item>
      </Col>
      <Col span={12}>
        <Form.Item
          name="department"
          label={t('common.optional', { field: t('contacts.department') })}
          rules={wordy}
        >
          <Input autoComplete="off" />
        </Form.Item>
      </Col>
      <Col span={12}>
        <Form.Item name="role" label={t('contacts.role')}>
          <Select options={roles.map((role) => ({ value: role, label: t(`contacts.roles.${role}`) }))} />
        </Form.Item>
      </Col>
      <Col span={12}>
        <Form.Item name="rank" label={t('contacts.rank')}>
          <Select options={ranks.map((rank) => ({ value: rank, label: t(`contacts.ranks.${rank}`) }))} />
        </Form.Item>
      </Col>
    </Row>
  );
}

interface StandingProps {
  accountId: string;
  /** Who keeps the relationship now: they stay in the choice though they left the team. */
  kept?: Position['coveredBy'];
}

/** How somebody stands to us, and who of ours keeps the relationship. */
export function StandingFields({ accountId, kept = [] }: StandingProps) {
  const { t } = useTranslation();
  const team = useAccountTeam(accountId);
  const people = new Map(
    [...kept, ...(team.data?.members ?? [])].map(({ userId, userName }) => [userId, userName]),
  );
  return (
    <>
      <Form.Item name="stance" label={t('contacts.stance')}>
        <Select
          options={stances.map((stance) => ({ value: stance, label: <StanceMark stance={stance} /> }))}
        />
      </Form.Item>
      <Form.Item name="strength" label={t('contacts.strength')} extra={t('contacts.strengthHint')}>
        <Radio.Group
          optionType="button"
          options={[1, 2, 3, 4, 5].map((value) => ({ value, label: value }))}
        />
      </Form.Item>
      <Form.Item name="coveredBy" label={t('contacts.coveredBy')} extra={t('contacts.coveredByHint')}>
        <Select
          mode="multiple"
          loading={team.isPending}
          placeholder={t('contacts.nobodyCovers')}
          notFoundContent={t('contacts.noTeam')}
          options={[...people].map(([value, name]) => ({ value, label: name ?? t('accounts.unseenPerson') }))}
        />
      </Form.Item>
    </>
  );
}

/** Since when, until when, and whether to call them first. */
export function TermFields() {
  const { t } = useTranslation();
  return (
    <>
      <Row gutter={16}>
        <Col span={12}>
          <Form.Item name="startedOn" label={t('common.optional', { field: t('contacts.startedOn') })}>
            <DateField />
          </Form.Item>
        </Col>
        <Col span={12}>
          <Form.Item name="endedOn" label={t('common.optional', { field: t('contacts.endedOn') })}>
            <DateField />
          </Form.Item>
        </Col>
      </Row>
      <Form.Item name="isPrimary" valuePropName="checked">
        <Checkbox>{t('contacts.primary')}</Checkbox>
      </Form.Item>
    </>
  );
}
