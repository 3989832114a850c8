import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useCopyStarter, useStarterPreview, useStarters } from '../../api/designs';
import type { StarterDesign } from '../../api/types';
import { Failure } from '../../ui/Failure';
import { FormDrawer } from '../../ui/FormDrawer';
import { PdfPicture } from '../../ui/pdf/PdfPicture';
import { formatName, inLanguage } from './design-words';
import headings from './DesignsPage.module.css';
import styles from './StarterGallery.module.css';

/** Finished designs that come with the product; copying one is how a design begins. */
export function StarterGallery() {
  const { t } = useTranslation();
  const starters = useStarters();
  const [chosen, setChosen] = useState<StarterDesign | null>(null);
  return (
    <section>
      <h2 className={headings.heading}>{t('designs.starters')}</h2>
      {starters.error && <Failure error={starters.error} onRetry={() => void starters.refetch()} />}
      <ul className={styles.gallery}>
        {starters.data?.map((starter) => (
          <li key={starter.id}>
            <Starter starter={starter} onCopy={() => setChosen(starter)} />
          </li>
        ))}
      </ul>
      {chosen && <CopyDrawer starter={chosen} onClose={() => setChosen(null)} />}
    </section>
  );
}

function Starter({ starter, onCopy }: { starter: StarterDesign; onCopy: () => void }) {
  const { t, i18n } = useTranslation();
  const preview = useStarterPreview(starter.id);
  const name = inLanguage(starter.name, i18n.language);
  return (
    <article className={styles.starter}>
      <div className={styles.picture}>
        <PdfPicture pdf={preview.data ?? null} label={name} failed={preview.isError} />
      </div>
      <h3 className={styles.name}>{name}</h3>
      <p className={styles.format}>{formatName(t, starter.format)}</p>
      {starter.description && (
        <p className={styles.words}>{inLanguage(starter.description, i18n.language)}</p>
      )}
      <Button onClick={onCopy} aria-label={t('designs.copyOf', { name })}>
        {t('designs.copy')}
      </Button>
    </article>
  );
}

interface CopyFields {
  name: string;
}

function CopyDrawer({ starter, onClose }: { starter: StarterDesign; onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const [form] = Form.useForm<CopyFields>();
  const copy = useCopyStarter();
  const name = inLanguage(starter.name, i18n.language);
  return (
    <FormDrawer<CopyFields>
      title={t('designs.copyOf', { name })}
      form={form}
      initial={{ name }}
      action={t('designs.copy')}
      onClose={onClose}
      onSave={async (fields) => {
        const design = await copy.mutateAsync({ starterId: starter.id, name: fields.name });
        void message.success(t('designs.copied', { name: design.name }));
        await navigate(`/designs/${design.id}`);
      }}
    >
      <Form.Item
        name="name"
        label={t('designs.name')}
        extra={t('designs.nameHelp')}
        rules={[
          { required: true, whitespace: true, message: t('common.required', { field: t('designs.name') }) },
          { max: 100, message: t('common.tooLong', { max: 100 }) },
        ]}
      >
        <Input autoFocus autoComplete="off" />
      </Form.Item>
    </FormDrawer>
  );
}
