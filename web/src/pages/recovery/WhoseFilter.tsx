import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';

interface Props {
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

/** Everybody's, or one's own. */
export function WhoseFilter({ value, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <Segmented
      value={value === 'mine' ? 'mine' : 'all'}
      onChange={(next) => onChange(next === 'mine' ? 'mine' : undefined)}
      options={[
        { value: 'all', label: t('plans.work.all') },
        { value: 'mine', label: t('plans.work.mine') },
      ]}
    />
  );
}
