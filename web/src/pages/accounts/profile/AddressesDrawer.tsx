import { Col, Form, Input, InputNumber, Row, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../api/types';
import { ProfileDrawer } from './ProfileDrawer';
import { addressKinds, orNull } from './profile-sections';
import { RowList } from '../../../ui/RowList';

interface Fields {
  addresses: Account['addresses'];
}

/** Where the customer is: places with postcode and, for routes and maps, their point. */
export function AddressesDrawer({ account, onClose }: { account: Account; onClose: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Fields>();
  return (
    <ProfileDrawer<Fields>
      account={account}
      title={t('profile.addresses')}
      form={form}
      fieldsOf={({ addresses }) => ({ addresses })}
      changeOf={({ addresses }) => ({
        addresses: addresses.map(({ kind, text, postcode, longitude, latitude }) => ({
          kind,
          text,
          postcode: postcode || null,
          longitude: orNull(longitude),
          latitude: orNull(latitude),
        })),
      })}
      onClose={onClose}
    >
      <RowList name="addresses" add={t('profile.addAddress')} blank={{ kind: 'office' }} most={50}>
        {(row) => <Address row={row} />}
      </RowList>
    </ProfileDrawer>
  );
}

function Address({ row }: { row: number }) {
  const { t } = useTranslation();
  return (
    <Row gutter={12}>
      <Col span={12}>
        <Form.Item name={[row, 'kind']} label={t('profile.addressKind')}>
          <Select
            options={addressKinds.map((kind) => ({ value: kind, label: t(`profile.addressKinds.${kind}`) }))}
          />
        </Form.Item>
      </Col>
      <Col span={12}>
        <Form.Item
          name={[row, 'postcode']}
          label={t('profile.postcode')}
          rules={[{ pattern: /^\d{6}$/, message: t('common.badFormat', { field: t('profile.postcode') }) }]}
        >
          <Input inputMode="numeric" maxLength={6} autoComplete="off" />
        </Form.Item>
      </Col>
      <Col span={24}>
        <Form.Item
          name={[row, 'text']}
          label={t('profile.address')}
          rules={[
            {
              required: true,
              whitespace: true,
              message: t('common.required', { field: t('profile.address') }),
            },
            { max: 200, message: t('common.tooLong', { max: 200 }) },
          ]}
        >
          <Input autoComplete="off" />
        </Form.Item>
      </Col>
      <Col span={12}>
        <Form.Item name={[row, 'longitude']} label={t('profile.longitude')}>
          <InputNumber min={-180} max={180} style={{ width: '100%' }} />
        </Form.Item>
      </Col>
      <Col span={12}>
        <Form.Item
          name={[row, 'latitude']}
          label={t('profile.latitude')}
          dependencies={[['addresses', row, 'longitude']]}
          rules={[
            (form) => ({
              validator: (_, latitude: number | null | undefined) => {
                const longitude = form.getFieldValue(['addresses', row, 'longitude']) as
                  number | null | undefined;
                return (orNull(longitude) === null) === (orNull(latitude) === null)
                  ? Promise.resolve()
                  : Promise.reject(new Error(t('profile.bothCoordinates')));
              },
            }),
          ]}
        >
          <InputNumber min={-90} max={90} style={{ width: '100%' }} />
        </Form.Item>
      </Col>
    </Row>
  );
}
