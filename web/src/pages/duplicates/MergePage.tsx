import { App, Button, Input, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { useAccount } from '../../api/accounts';
import { type MergeChoice, useDecidePair, useMergeAccounts } from '../../api/duplicates';
import { usePermission } from '../../api/session';
import type { Account } from '../../api/types';
import { Card } from '../../ui/Card';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { day } from '../../ui/numbers';
import { PageHeader } from '../../ui/PageHeader';
import { PageSkeleton } from '../../ui/PageSkeleton';
import { RecordFailure } from '../../ui/RecordFailure';
import { asApiError } from '../../ui/api-error';
import { type ComparedField, comparedFields } from './compared-fields';
import styles from './MergePage.module.css';

/** Two accounts side by side: which one stays, what it says, or that they are two after all. */
export function MergePage() {
  const [params] = useSearchParams();
  const first = useAccount(params.get('first') ?? '');
  const second = useAccount(params.get('second') ?? '');
  const error = first.error ?? second.error;
  if (error) {
    const retry = () => void Promise.all([first.refetch(), second.refetch()]);
    return <RecordFailure error={error} onRetry={retry} back="/duplicates" />;
  }
  if (!first.data || !second.data) return <PageSkeleton />;
  return <Compare first={first.data} second={second.data} />;
}

type Choices = Record<string, MergeChoice>;

function Compare({ first, second }: { first: Account; second: Account }) {
  const { t, i18n } = useTranslation();
  const may = usePermission();
  const [survivorId, setSurvivorId] = useState(first.id);
  const [choices, setChoices] = useState<Choices>({});
  const fields = comparedFields(t, i18n.language);
  const pair = [first, second] as const;
  const mayMerge = may('accounts:merge') && first.mayChange && second.mayChange;
  const keep = (id: string) => {
    setSurvivorId(id);
    setChoices({});
  };
  return (
    <>
      <PageHeader
        title={t('duplicates.compare')}
        note={t('duplicates.compareNote')}
        back={{ to: '/duplicates', label: t('duplicates.title') }}
      />
      <Card>
        <table className={styles.table}>
          <thead>
            <tr>
              <th>
                <span className="muted">{t('duplicates.survivor')}</span>
              </th>
              {pair.map((account) => (
                <th key={account.id} scope="col">
                  <Radio
                    name="survivor"
                    checked={survivorId === account.id}
                    disabled={!mayMerge}
                    onChange={() => keep(account.id)}
                  >
                    {account.name}
                  </Radio>
                  <div className="muted">
                    {[account.code, account.branchName, day(account.createdAt)]
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
        <Decision pair={pair} survivorId={survivorId} choices={choices} mayMerge={mayMerge} />
      </Card>
    </>
  );
}

interface LineProps {
  field: ComparedField;
  pair: readonly [Account, Account];
  survivorId: string;
  choice: MergeChoice | undefined;
  disabled: boolean;
  onChoose: (choice: MergeChoice) => void;
}

/** One field of both. Where they say the same there is nothing to choose. */
function Line({ field, pair, survivorId, choice, disabled, onChoose }: LineProps) {
  const { t } = useTranslation();
  const texts = pair.map(field.text);
  if (texts[0] === '' && texts[1] === '') return null;
  const survivorText = field.text(pair.find(({ id }) => id === survivorId)!);
  const chosen = choice ?? (field.isList ? null : survivorText === '' ? 'other' : 'survivor');
  return (
    <tr>
      <th scope="row">
        {field.label}
        {field.isList && chosen === null && <div>{t('duplicates.united')}</div>}
      </th>
      {pair.map((account, at) => {
        const side: MergeChoice = account.id === survivorId ? 'survivor' : 'other';
        return (
          <td key={account.id}>
            {texts[0] === texts[1] ? (
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

interface DecisionProps {
  pair: readonly [Account, Account];
  survivorId: string;
  choices: Choices;
  mayMerge: boolean;
}

function Decision({ pair, survivorId, choices, mayMerge }: DecisionProps) {
  const { t, i18n } = useTranslation();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const may = usePermission();
  const [asked, setAsked] = useState(false);
  const [reason, setReason] = useState('');
  const survivor = pair.find(({ id }) => id === survivorId)!;
  const other = pair.find(({ id }) => id !== survivorId)!;
  const merge = useMergeAccounts(survivorId);
  const decide = useDecidePair();
  const apart = () =>
    decide.mutate(
      { firstId: survivor.id, secondId: other.id, dismissed: true },
      {
        onSuccess: () => {
          void message.success(t('duplicates.toldApart'));
          void navigate('/duplicates');
        },
        onError: (error) => void message.error(asApiError(error).sentence(i18n.language)),
      },
    );
  const confirm = () =>
    merge.mutate(
      { otherId: other.id, version: survivor.version, otherVersion: other.version, fields: choices, reason },
      {
        onSuccess: () => {
          void message.success(t('duplicates.merged', { name: survivor.name }));
          void navigate(`/accounts/${survivor.id}`, { replace: true });
        },
      },
    );
  return (
    <div className={styles.actions}>
      {mayMerge && (
        <Button type="primary" onClick={() => setAsked(true)}>
          {t('duplicates.merge')}
        </Button>
      )}
      {may('accounts:write') && (
        <Button loading={decide.isPending} onClick={apart}>
          {t('duplicates.apart')}
        </Button>
      )}
      <ConfirmDialog
        open={asked}
        title={t('duplicates.mergeTitle', { name: survivor.name })}
        action={t('duplicates.merge')}
        busy={merge.isPending}
        error={merge.error}
        onConfirm={confirm}
        onCancel={() => setAsked(false)}
      >
        <p>{t('duplicates.mergeBody', { other: other.name, code: other.code, survivor: survivor.name })}</p>
        <Input
          value={reason}
          maxLength={500}
          aria-label={t('duplicates.reason')}
          placeholder={t('duplicates.reason')}
          onChange={(event) => setReason(event.target.value)}
        />
      </ConfirmDialog>
    </div>
  );
}
