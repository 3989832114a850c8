import { Checkbox, Col, Form, Input, InputNumber, Row, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../api/types';
import { MonthSelect } from './MonthSelect';
import { ProfileDrawer } from './ProfileDrawer';
import { dateKinds, orNull } from './profile-sections';
import { RowList } from '../../../ui/RowList';

interface Fields {
  importantDates: Account['importantDates'];
}

/** Days and seasons worth a visit or a mailing. */
export function DatesDrawer({ account, onClose }: { account: Account; onClose: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Fields>();
  return (
    <ProfileDrawer<Fields>
      account={account}
      title={t('profile.dates')}
      form={form}
      fieldsOf={({ importantDates }) => ({ importantDates })}
      changeOf={({ importantDates }) => ({
        importantDates: importantDates.map((date) => ({
          kind: date.kind,
          month: date.month,
          day: orNull(date.day),
          year: orNull(date.year),
          untilMonth: date.kind === 'season' ? orNull(date.untilMonth) : null,
          yearly: date.yearly,
          note: date.note ?? '',
        })),
      })}
      onClose={onClose}
    >
      <RowList
        name="importantDates"
        add={t('profile.addDate')}
        blank={{ kind: 'anniversary', yearly: true }}
        most={50}
      >
        {(row) => <ImportantDate row={row} />}
      </RowList>
    </ProfileDrawer>
  );
}

function ImportantDate({ row }: { row: number }) {
  const { t } = useTranslation();
  const kind = Form.useWatch<Account['importantDates'][number]['kind'] | undefined>([
    'importantDates',
    row,
    'kind',
  ]);
  return (
    <Row gutter={12}>
      <Col span={12}>
        <Form.Item name={[row, 'kind']} label={t('profile.dateKind')}>
          <Select
            options={dateKinds.map((name) => ({ value: name, label: t(`profile.dateKinds.${name}`) }))}
          />
        </Form.Item>
      </Col>
      <Col span={12}>
        <Form.Item
          name={[row, 'month']}
          label={t('profile.month')}
          rules={[{ required: true, message: t('common.choose', { field: t('profile.month') }) }]}
        >
          <MonthSelect />
        </Form.Item>
      </Col>
      {kind === 'season' ? (
        <Col span={24}>
          <Form.Item
            name={[row, 'untilMonth']}
            label={t('common.optional', { field: t('profile.untilMonth') })}
          >
            <MonthSelect allowClear />
          </Form.Item>
        </Col>
      ) : (
        <>
          <Col span={12}>
            <Form.Item name={[row, 'day']} label={t('common.optional', { field: t('profile.day') })}>
              <InputNumber min={1} max={31} precision={0} style={{ width: '100%' }} />
            </Form.Item>
          </Col>
          <Col span={12}>
            <Form.Item name={[row, 'year']} label={t('common.optional', { field: t('profile.year') })}>
              <InputNumber min={1800} max={2200} precision={0} style={{ width: '100%' }} />
            </Form.Item>
          </Col>
        </>
      )}
      <Col span={24}>
        <Form.Item name={[row, 'note']} label={t('common.optional', { field: t('profile.note') })}>
          <Input maxLength={200} autoComplete="off" />
        </Form.Item>
        <Form.Item name={[row, 'yearly']} valuePropName="checked">
          <Checkbox>{t('profile.yearly')}</Checkbox>
        </Form.Item>
      </Col>
    </Row>
  );
}
