import { Button, Form, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { AccountPerson, InfluenceLink } from '../../../api/types';
import { FormDrawer } from '../../../ui/FormDrawer';
import { linkKinds } from './MapLegend';

/** Where a line begins and ends as far as somebody has drawn it, and the line it replaces. */
export interface LinkStart {
  fromId: string | null;
  toId: string | null;
  link: InfluenceLink | null;
}

interface Props {
  people: readonly AccountPerson[];
  start: LinkStart;
  onSave: (link: InfluenceLink) => void;
  onRemove: (link: InfluenceLink) => void;
  onClose: () => void;
}

interface Values {
  fromId: string;
  kind: InfluenceLink['kind'];
  toId: string;
  strength: number;
}

/** One line of the map: who, how, to whom. It is kept with the map, when that is saved. */
export function LinkDrawer({ people, start, onSave, onRemove, onClose }: Props) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const { link } = start;
  const fromId = Form.useWatch('fromId', form);
  const options = people.map(({ contactId, name, title }) => ({
    value: contactId,
    label: title === '' ? name : `${name} · ${title}`,
  }));
  const chosen = [{ required: true, message: t('people.choosePerson') }];
  return (
    <FormDrawer<Values>
      title={t(link ? 'people.editLink' : 'people.addLink')}
      form={form}
      initial={{
        kind: link?.kind ?? 'reports-to',
        strength: link?.strength ?? 2,
        ...(start.fromId !== null && { fromId: start.fromId }),
        ...(start.toId !== null && { toId: start.toId }),
      }}
      action={t('people.applyLink')}
      onClose={onClose}
      onSave={(values) => {
        onSave(values);
        return Promise.resolve();
      }}
    >
      <Form.Item name="fromId" label={t('people.from')} rules={chosen}>
        <Select showSearch={{ optionFilterProp: 'label' }} options={options} />
      </Form.Item>
      <Form.Item name="kind" label={t('people.kind')}>
        <Radio.Group
          optionType="button"
          options={linkKinds.map((kind) => ({ value: kind, label: t(`people.kinds.${kind}`) }))}
        />
      </Form.Item>
      <Form.Item name="toId" label={t('people.to')} rules={chosen}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={options.filter(({ value }) => value !== fromId)}
        />
      </Form.Item>
      <Form.Item name="strength" label={t('people.linkStrength')}>
        <Radio.Group
          optionType="button"
          options={([1, 2, 3] as const).map((value) => ({ value, label: t(`people.strengths.${value}`) }))}
        />
      </Form.Item>
      {link && (
        <Button
          danger
          onClick={() => {
            onRemove(link);
            onClose();
          }}
        >
          {t('people.removeLink')}
        </Button>
      )}
    </FormDrawer>
  );
}
