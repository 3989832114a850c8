import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { PersonSelect } from '../../../ui/PersonSelect';

interface Props {
  /** Who it is now: stays in the list though a search does not bring them up. */
  id: string | null;
  name: string | null;
}

/** Whose it is: a colleague, or nobody yet. */
export function OwnerField({ id, name }: Props) {
  const { t } = useTranslation();
  const known = id !== null && name !== null ? [{ id, name }] : [];
  return (
    <Form.Item name="ownerId" label={t('common.optional', { field: t('plans.owner') })}>
      <PersonSelect known={known} placeholder={t('plans.unowned')} allowClear />
    </Form.Item>
  );
}
