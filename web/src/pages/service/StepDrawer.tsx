import { App, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCaseNote, useCaseStep } from '../../api/service-desk';
import type { CaseDetails, CaseStep } from '../../api/types';
import { FormDrawer } from '../../ui/FormDrawer';
import { causes, wordOf } from './case-words';

type Fields = Pick<CaseStep, 'note' | 'causeCategory' | 'cause'>;

const LONGEST = 2000;

interface Props {
  about: CaseDetails;
  to: CaseStep['to'];
  onClose: () => void;
}

/** One step, with what has to be said for it. */
export function StepDrawer({ about, to, onClose }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const step = useCaseStep(about.id);
  const word = wordOf(about, to);
  const needsCause = to === 'resolved' && (about.kind === 'complaint' || about.kind === 'fault');
  const mustSay = to === 'remedy-offered' || to === 'withdrawn' || word === 'reopen';
  const save = async (fields: Fields) => {
    await step.mutateAsync({ ...fields, from: about.state, to });
    void message.success(t('service.steps.saved'));
  };
  return (
    <FormDrawer<Fields>
      title={t(`service.steps.${word}`)}
      form={form}
      initial={{
        ...(about.causeCategory && { causeCategory: about.causeCategory }),
        ...(about.cause && { cause: about.cause }),
      }}
      action={t(`service.steps.${word}`)}
      onSave={save}
      onClose={onClose}
    >
      {needsCause && <CauseFields required />}
      <Form.Item
        name="note"
        label={
          mustSay ? t(`service.steps.what.${word}`) : t('common.optional', { field: t('service.steps.note') })
        }
        {...(!mustSay && { extra: t(`service.steps.what.${word}`) })}
        rules={[
          {
            required: mustSay,
            whitespace: mustSay,
            message: t('common.required', { field: t('service.steps.note') }),
          },
        ]}
      >
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={LONGEST} />
      </Form.Item>
    </FormDrawer>
  );
}

/** Why it happened. */
export function CauseFields({ required = false }: { required?: boolean }) {
  const { t } = useTranslation();
  const label = (field: string) => (required ? field : t('common.optional', { field }));
  return (
    <>
      <Form.Item
        name="causeCategory"
        label={label(t('service.causes.category'))}
        rules={[{ required, message: t('common.choose', { field: t('service.causes.category') }) }]}
      >
        <Select
          allowClear={!required}
          options={causes.map((cause) => ({ value: cause, label: t(`service.causes.${cause}`) }))}
        />
      </Form.Item>
      <Form.Item
        name="cause"
        label={label(t('service.causes.text'))}
        rules={[
          {
            required,
            whitespace: required,
            message: t('common.required', { field: t('service.causes.text') }),
          },
        ]}
      >
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={LONGEST} />
      </Form.Item>
    </>
  );
}

export function NoteDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<{ note: string }>();
  const add = useCaseNote(id);
  const save = async ({ note }: { note: string }) => {
    await add.mutateAsync(note);
    void message.success(t('service.steps.saved'));
  };
  return (
    <FormDrawer<{ note: string }>
      title={t('service.steps.addNote')}
      form={form}
      initial={{}}
      onSave={save}
      onClose={onClose}
    >
      <Form.Item
        name="note"
        label={t('service.steps.note')}
        rules={[
          {
            required: true,
            whitespace: true,
            message: t('common.required', { field: t('service.steps.note') }),
          },
        ]}
      >
        <Input.TextArea autoFocus autoSize={{ minRows: 3, maxRows: 10 }} maxLength={LONGEST} />
      </Form.Item>
    </FormDrawer>
  );
}
