import { InboxOutlined } from '@ant-design/icons';
import { App, Form, Input, Select, Upload } from 'antd';
import { useTranslation } from 'react-i18next';
import {
  useAddDocument,
  useAddVersion,
  type AccountDocument,
  type DocumentKind,
} from '../../../api/account-documents';
import { FormDrawer } from '../../../ui/FormDrawer';

interface Fields {
  file: File;
  title: string;
  kind: DocumentKind;
  note: string;
}

interface Props {
  accountId: string;
  /** The document that gets one more version; null for a new document. */
  document: AccountDocument | null;
  onClose: () => void;
}

const kinds = ['contract', 'licence', 'proposal', 'minutes', 'artwork', 'other'] as const;

/** Sends a file, as a new document or as the next version of one. */
export function UploadDrawer({ accountId, document, onClose }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const add = useAddDocument(accountId);
  const addVersion = useAddVersion(document?.id ?? '', accountId);
  return (
    <FormDrawer<Fields>
      title={
        document ? t('profile.documents.newVersionOf', { title: document.title }) : t('profile.documents.add')
      }
      form={form}
      initial={{ title: '', kind: 'contract', note: '' }}
      action={t('profile.documents.upload')}
      onClose={onClose}
      onSave={async (fields) => {
        if (document) await addVersion.mutateAsync(fields);
        else await add.mutateAsync(fields);
        void message.success(t('profile.documents.uploaded'));
      }}
    >
      <Form.Item
        name="file"
        label={t('profile.documents.file')}
        extra={t('profile.documents.fileRule')}
        rules={[{ required: true, message: t('profile.documents.chooseFile') }]}
      >
        <FileField />
      </Form.Item>
      {!document && (
        <>
          <Form.Item name="title" label={t('common.optional', { field: t('profile.documents.title') })}>
            <Input maxLength={120} autoComplete="off" placeholder={t('profile.documents.titleHint')} />
          </Form.Item>
          <Form.Item name="kind" label={t('profile.documents.kind')}>
            <Select
              options={kinds.map((kind) => ({ value: kind, label: t(`profile.documents.kinds.${kind}`) }))}
            />
          </Form.Item>
        </>
      )}
      <Form.Item name="note" label={t('common.optional', { field: t('profile.note') })}>
        <Input maxLength={500} autoComplete="off" />
      </Form.Item>
    </FormDrawer>
  );
}

function FileField({ value, onChange }: { value?: File; onChange?: (file: File | undefined) => void }) {
  const { t } = useTranslation();
  return (
    <Upload.Dragger
      multiple={false}
      accept=".pdf,.png,.jpg,.jpeg,.docx,.xlsx,.pptx"
      fileList={value ? [{ uid: '1', name: value.name }] : []}
      onRemove={() => onChange?.(undefined)}
      beforeUpload={(file) => {
        onChange?.(file);
        // Sent with the form, not by itself.
        return false;
      }}
    >
      <InboxOutlined style={{ fontSize: 28 }} aria-hidden />
      <p>{t('profile.documents.drop')}</p>
    </Upload.Dragger>
  );
}
