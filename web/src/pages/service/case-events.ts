import type { TFunction } from 'i18next';
import type { CaseDetails } from '../../api/types';
import { wordOf } from './case-words';

/** One thing that happened with a case. */
export interface CaseEvent {
  key: string;
  at: string;
  what: string;
  by?: string;
  text?: string;
  alarming?: boolean;
}

/** Steps, hand-overs, escalations, the report and the client's answer as one story, the newest first. */
export function caseEvents(about: CaseDetails, t: TFunction): CaseEvent[] {
  return [...steps(about, t), ...handOvers(about, t), ...told(about, t)].sort((a, b) =>
    b.at.localeCompare(a.at),
  );
}

function steps({ steps: done }: CaseDetails, t: TFunction): CaseEvent[] {
  return done.map(({ id, doneAt, doneByName, fromState, toState, note }) => ({
    key: id,
    at: doneAt,
    what: stepWords(fromState, toState, t),
    ...(doneByName !== null && { by: doneByName }),
    ...(note !== '' && { text: note }),
  }));
}

type State = CaseDetails['state'];

function stepWords(from: State | null, to: State | null, t: TFunction): string {
  if (to === null) return t('service.timeline.note');
  if (from === null) return t('service.timeline.opened');
  const word = wordOf({ state: from }, to);
  return word === 'reopen' ? t('service.timeline.reopened') : t(`service.steps.${word}`);
}

function handOvers(about: CaseDetails, t: TFunction): CaseEvent[] {
  return about.handOvers.map(({ id, fromName, toName, reason, offeredAt, acceptedAt, endedAt }) => {
    const people = { from: fromName ?? t('service.unseenPerson'), to: toName ?? t('service.unseenPerson') };
    const what =
      acceptedAt !== null
        ? t('service.timeline.handedOver', people)
        : t(endedAt === null ? 'service.timeline.handOverOffered' : 'service.timeline.handOverEnded', people);
    return { key: id, at: acceptedAt ?? endedAt ?? offeredAt, what, text: reason };
  });
}

function told({ escalations, report, answer }: CaseDetails, t: TFunction): CaseEvent[] {
  const events: CaseEvent[] = escalations.map(({ round, level, escalatedAt, toldNames }) => ({
    key: `escalation ${round} ${level}`,
    at: escalatedAt,
    what: t('service.timeline.escalated', { level }),
    alarming: true,
    ...(toldNames.length > 0 && {
      text: t('service.timeline.told', { names: toldNames.join(t('common.separator')) }),
    }),
  }));
  if (report?.sentAt) {
    events.push({
      key: 'report',
      at: report.sentAt,
      what: t('service.timeline.reportSent'),
      ...(report.sentByName !== null && { by: report.sentByName }),
    });
  }
  if (answer?.answeredAt) {
    events.push({
      key: 'answer',
      at: answer.answeredAt,
      what: t('service.timeline.answered', { score: answer.score }),
      ...(answer.comment !== '' && { text: answer.comment }),
    });
  }
  return events;
}
