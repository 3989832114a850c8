import { Radio } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DuplicateType, MergeChoice } from '../../api/duplicates';
import { usePermission } from '../../api/session';
import { Card } from '../../ui/Card';
import { day } from '../../ui/numbers';
import { PageHeader } from '../../ui/PageHeader';
import type { ComparedField } from './compared-fields';
import styles from './CompareRecords.module.css';
import { PAIRS_PATH } from './duplicate-paths';
import { type Choices, MergeDecision } from './MergeDecision';

/** What any two records need to be compared and merged. */
export interface Comparable {
  id: string;
  name: string;
  branchName: string | null;
  createdAt: string;
  version: number;
  mayChange: boolean;
}

interface Props<T extends Comparable> {
  type: DuplicateType;
  pair: readonly [T, T];
  fields: readonly ComparedField<T>[];
  /** What tells a record from its namesakes: its code, its firms. */
  detail: (record: T) => string;
  actions?: ReactNode;
}

/** Two records side by side: which one stays, what it says, or that they are two after all. */
export function CompareRecords<T extends Comparable>({ type, pair, fields, detail, actions }: Props<T>) {
  const { t } = useTranslation();
  const may = usePermission();
  const [survivorId, setSurvivorId] = useState(pair[0].id);
  const [choices, setChoices] = useState<Choices>({});
  const mayMerge = may('accounts:merge') && pair.every(({ mayChange }) => mayChange);
  const keep = (id: string) => {
    setSurvivorId(id);
    setChoices({});
  };
  return (
    <>
      <PageHeader
        title={t(`duplicates.compare.${type}`)}
        note={t(`duplicates.compareNote.${type}`)}
        actions={actions}
        back={{ to: PAIRS_PATH[type], label: t(`duplicates.title.${type}`) }}
      />
      <Card>
        <table className={styles.table}>
          <thead>
            <tr>
              <th>
                <span className="muted">{t('duplicates.survivor')}</span>
              </th>
              {pair.map((record) => (
                <th key={record.id} scope="col">
                  <Radio
                    name="survivor"
                    checked={survivorId === record.id}
                    disabled={!mayMerge}
                    onChange={() => keep(record.id)}
                  >
                    {record.name}
                  </Radio>
                  <div className="muted">
                    {[detail(record), record.branchName, day(record.createdAt)]
                      .filter(Boolean)
                      .join(t('common.separator'))}
                  </div>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {fields.map((field) => (
              <Line
                key={field.field}
                field={field}
                pair={pair}
                survivorId={survivorId}
                choice={choices[field.field]}
                disabled={!mayMerge}
                onChoose={(choice) => setChoices({ ...choices, [field.field]: choice })}
              />
            ))}
          </tbody>
        </table>
        <MergeDecision
          type={type}
          pair={pair}
          detail={detail}
          survivorId={survivorId}
          choices={choices}
          mayMerge={mayMerge}
        />
      </Card>
    </>
  );
}

interface LineProps<T extends Comparable> {
  field: ComparedField<T>;
  pair: readonly [T, T];
  survivorId: string;
  choice: MergeChoice | undefined;
  disabled: boolean;
  onChoose: (choice: MergeChoice) => void;
}

/** One field of both. Where they say the same there is nothing to choose. */
function Line<T extends Comparable>({ field, pair, survivorId, choice, disabled, onChoose }: LineProps<T>) {
  const { t } = useTranslation();
  const texts = pair.map(field.text);
  if (texts[0] === '' && texts[1] === '') return null;
  const survivorText = field.text(pair.find(({ id }) => id === survivorId)!);
  const chosen = choice ?? (field.isList ? null : survivorText === '' ? 'other' : 'survivor');
  const isSame = field.isSame ? field.isSame(...pair) : texts[0] === texts[1];
  return (
    <tr>
      <th scope="row">
        {field.label}
        {field.isList && chosen === null && <div>{t('duplicates.united')}</div>}
        {!isSame && texts[0] === texts[1] && <div>{t('duplicates.hiddenDiffers')}</div>}
      </th>
      {pair.map((record, at) => {
        const side: MergeChoice = record.id === survivorId ? 'survivor' : 'other';
        return (
          <td key={record.id}>
            {isSame ? (
              <span className={styles.same}>{texts[at]}</span>
            ) : (
              <Radio
                name={field.field}
                checked={chosen === side}
                disabled={disabled}
                onChange={() => onChoose(side)}
              >
                {texts[at] || t('common.notSet')}
              </Radio>
            )}
          </td>
        );
      })}
    </tr>
  );
}
