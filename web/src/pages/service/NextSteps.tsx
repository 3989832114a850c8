import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseDetails, CaseStep } from '../../api/types';
import { Card } from '../../ui/Card';
import { wordOf } from './case-words';
import { NoteDrawer, StepDrawer } from './StepDrawer';
import styles from './CasePage.module.css';

/** What may be done now, by the owner; everybody else may add a note. */
export function NextSteps({ about }: { about: CaseDetails }) {
  const { t } = useTranslation();
  const [step, setStep] = useState<CaseStep['to'] | 'note' | null>(null);
  const close = () => setStep(null);
  const [first, ...others] = about.mayWork ? inOrder(about) : [];
  return (
    <Card title={t('service.steps.title')}>
      {about.state === 'withdrawn' && <p className="muted">{t('service.steps.over')}</p>}
      {!about.mayWrite && <p className="muted">{t('service.steps.readOnly')}</p>}
      {about.mayWrite && !about.mayWork && (
        <p className="muted">
          {t('service.steps.notOwner', { name: about.ownerName ?? t('service.unseenPerson') })}
        </p>
      )}
      {about.mayWrite && (
        <div className={styles.actions}>
          {first && (
            <Button
              type={about.state === 'followed-up' ? 'default' : 'primary'}
              onClick={() => setStep(first)}
            >
              {t(`service.steps.${wordOf(about, first)}`)}
            </Button>
          )}
          {others.map((to) => (
            <Button key={to} danger={to === 'withdrawn'} onClick={() => setStep(to)}>
              {t(`service.steps.${wordOf(about, to)}`)}
            </Button>
          ))}
          <Button onClick={() => setStep('note')}>{t('service.steps.addNote')}</Button>
        </div>
      )}
      {step === 'note' && <NoteDrawer id={about.id} onClose={close} />}
      {step !== null && step !== 'note' && <StepDrawer about={about} to={step} onClose={close} />}
    </Card>
  );
}

/** Forward before back and out. */
function inOrder({ next, state }: CaseDetails): CaseStep['to'][] {
  const isBack = (to: CaseStep['to']) => to === 'withdrawn' || (to === 'heard' && state !== 'open');
  return [...next.filter((to) => !isBack(to)), ...next.filter(isBack)];
}
