import { DownloadOutlined } from '@ant-design/icons';
import { App, Button, Dropdown } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { download } from '../../api/download';
import { exportUrl, type RevenueFilters } from '../../api/revenue';
import { usePermission } from '../../api/session';
import { asApiError } from '../../ui/api-error';

const formats = ['xlsx', 'csv'] as const;

/** The lines of the view as a table to open in a spreadsheet. */
export function ExportButton({ filters }: { filters: RevenueFilters }) {
  const { t, i18n } = useTranslation();
  const { message } = App.useApp();
  const may = usePermission();
  const [busy, setBusy] = useState(false);
  if (!may('revenue:export')) return null;
  const save = async (format: (typeof formats)[number]) => {
    setBusy(true);
    try {
      await download(exportUrl(filters, format), `revenue.${format}`);
    } catch (error) {
      void message.error(asApiError(error).sentence(i18n.language));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: formats.map((format) => ({ key: format, label: t(`revenue.formats.${format}`) })),
        onClick: ({ key }) => void save(key as (typeof formats)[number]),
      }}
    >
      <Button icon={<DownloadOutlined />} loading={busy}>
        {t('revenue.export')}
      </Button>
    </Dropdown>
  );
}
