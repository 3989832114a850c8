import { DownloadOutlined } from '@ant-design/icons';
import { App, Button, type ButtonProps } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { download } from '../api/download';
import { asApiError } from './api-error';

interface Props extends Pick<ButtonProps, 'type' | 'size' | 'className'> {
  /** Path of the API that answers with the file. */
  path: string;
  /** The file's name when the server names none. */
  name: string;
  label: string;
}

/** Saves a file of the API; a refusal is said in its own words. */
export function DownloadButton({ path, name, label, ...look }: Props) {
  const { i18n } = useTranslation();
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      await download(path, name);
    } catch (error) {
      void message.error(asApiError(error).sentence(i18n.language));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button {...look} icon={<DownloadOutlined />} loading={busy} onClick={() => void save()}>
      {label}
    </Button>
  );
}
