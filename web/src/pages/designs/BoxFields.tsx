import { Collapse, Form, Input, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FieldFault } from '../../api/problem';
import styles from './BoxFields.module.css';
import { withBox, type DesignBox, type Draft } from './design-body';
import { boxName } from './design-words';

interface Props {
  draft: Draft;
  faults: readonly FieldFault[];
  onChange: (change: (draft: Draft) => Draft) => void;
}

const SMALLEST_POINTS = 3;
const LARGEST_POINTS = 400;

/** Boxes, folded away until somebody wants to change what a box says or how large. */
export function BoxFields({ draft, faults, onChange }: Props) {
  const { t, i18n } = useTranslation();
  const items = draft.body.pages.flatMap((page, pageIndex) =>
    page.boxes.map((box, boxIndex) => {
      const path = `pages.${pageIndex}.boxes.${boxIndex}`;
      const fault = faults.find(
        (candidate) => candidate.path === path || candidate.path.startsWith(`${path}.`),
      );
      return {
        key: path,
        label: (
          <span className={styles.head}>
            <span>{boxName(t, box, draft.body, i18n.language)}</span>
            <span className={styles.where}>{t('designs.page', { page: pageIndex + 1 })}</span>
            {fault && <span className={styles.fault}>{t('designs.faulty')}</span>}
          </span>
        ),
        children: (
          <BoxEditor
            box={box}
            id={path}
            fault={fault}
            onChange={(change) => onChange((now) => withBox(now, pageIndex, box.id, change))}
          />
        ),
      };
    }),
  );
  return (
    <section className={styles.boxes}>
      <h2 className={styles.title}>{t('designs.boxes')}</h2>
      <p className={styles.help}>{t('designs.boxesHelp')}</p>
      <Collapse ghost size="small" items={items} />
    </section>
  );
}

interface BoxEditorProps {
  box: DesignBox;
  id: string;
  fault: FieldFault | undefined;
  onChange: (change: Partial<DesignBox>) => void;
}

function BoxEditor({ box, id, fault, onChange }: BoxEditorProps) {
  const { t, i18n } = useTranslation();
  const said = fault && (i18n.language === 'en' ? fault.en : fault.zh);
  return (
    <>
      {box.template !== undefined && (
        <Form.Item label={t('designs.template')} htmlFor={`${id}.template`}>
          <Input.TextArea
            id={`${id}.template`}
            autoSize={{ minRows: 1, maxRows: 8 }}
            value={box.template}
            onChange={(event) => onChange({ template: event.target.value })}
          />
        </Form.Item>
      )}
      {box.lines?.map((line, index) => (
        <Form.Item
          key={index}
          label={t('designs.line', { line: index + 1 })}
          htmlFor={`${id}.lines.${index}`}
        >
          <Input
            id={`${id}.lines.${index}`}
            value={line.template}
            onChange={(event) =>
              onChange({
                lines: (box.lines ?? []).map((other, at) =>
                  at === index ? { ...other, template: event.target.value } : other,
                ),
              })
            }
          />
        </Form.Item>
      ))}
      {box.size !== undefined && (
        <Form.Item label={t('designs.size')} htmlFor={`${id}.size`}>
          <InputNumber
            id={`${id}.size`}
            min={SMALLEST_POINTS}
            max={LARGEST_POINTS}
            step={0.5}
            value={box.size}
            suffix={t('designs.points')}
            onChange={(size) => size !== null && onChange({ size })}
            style={{ width: 136 }}
          />
        </Form.Item>
      )}
      {said && <p className={styles.fault}>{said}</p>}
    </>
  );
}
