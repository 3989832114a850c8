import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProof } from '../../api/batches';
import type { Batch } from '../../api/types';
import { Card } from '../../ui/Card';
import { Failure } from '../../ui/Failure';
import { count } from '../../ui/numbers';
import { PdfFrame } from '../../ui/pdf/PdfFrame';
import { toPrint } from './batch-words';
import { firstChoice, MOST_PROOFS, parsePieces, randomPieces } from './piece-choice';
import styles from './ProofViewer.module.css';

const RANDOM_PIECES = 5;

/** Chosen pieces exactly as they will be printed. */
export function ProofViewer({ batch }: { batch: Batch }) {
  const { t } = useTranslation();
  const pieces = toPrint(batch);
  const [shown, setShown] = useState(() => firstChoice(pieces));
  const [text, setText] = useState(() => shown.join(', '));
  const [fault, setFault] = useState(false);
  const proof = useProof(batch.id, shown);
  const busy = proof.isFetching;

  const show = (chosen: number[]) => {
    setText(chosen.join(', '));
    setFault(false);
    setShown(chosen);
  };
  const showTyped = () => {
    const chosen = parsePieces(text, pieces);
    if (chosen === null) setFault(true);
    else show(chosen);
  };

  return (
    <Card title={t('batches.proof.title')}>
      <p className={styles.help}>{t('batches.proof.help')}</p>
      <Form className={styles.choose ?? ''} layout="vertical" onFinish={showTyped}>
        <Form.Item
          className={styles.numbers ?? ''}
          {...(fault && {
            validateStatus: 'error' as const,
            help: t('batches.proof.badNumbers', { max: MOST_PROOFS, pieces: count(pieces) }),
          })}
        >
          <Input
            value={text}
            aria-label={t('batches.proof.numbers')}
            prefix={<span className="muted">{t('batches.proof.numbers')}</span>}
            inputMode="numeric"
            onChange={(event) => setText(event.target.value)}
          />
        </Form.Item>
        <Button htmlType="submit">{t('batches.proof.show')}</Button>
        <Button onClick={() => show(randomPieces(pieces, RANDOM_PIECES))}>{t('batches.proof.random')}</Button>
      </Form>
      {proof.error ? (
        <Failure error={proof.error} onRetry={() => void proof.refetch()} />
      ) : (
        <PdfFrame pdf={proof.data ?? null} busy={busy} label={t('batches.proof.title')} />
      )}
    </Card>
  );
}
