import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Delivery, Webhook } from '../../../api/types';
import { StateTag, type Tone } from '../../../ui/StateTag';

/** Topics that can be chosen; single kinds are for those who write to the API. */
export const TOPICS = [
  'account',
  'contact',
  'case',
  'document',
  'plan',
  'risk',
  'action',
  'recovery',
  'note',
  'list',
  'suppression',
  'campaign',
  'design',
  'batch',
  'revenue',
  'branch',
  'user',
  'absence',
  'webhook',
] as const;

const isKnown = (word: string): word is (typeof TOPICS)[number] =>
  (TOPICS as readonly string[]).includes(word);

/** `account.*` → 大客户; a single kind stands as the API names it. */
export function topicName(t: TFunction, topic: string): string {
  if (topic === '*') return t('webhooks.everything');
  const [word = '', verb] = topic.split('.');
  return verb === '*' && isKnown(word) ? t(`webhooks.topics.${word}`) : topic;
}

export function WebhookState({ webhook }: { webhook: Webhook }) {
  const { t } = useTranslation();
  if (webhook.disabledReason !== null) {
    return <StateTag tone="attention">{t(`webhooks.disabled.${webhook.disabledReason}`)}</StateTag>;
  }
  if (!webhook.active) return <StateTag tone="stopped">{t('webhooks.off')}</StateTag>;
  if (webhook.failingSince !== null) return <StateTag tone="waiting">{t('webhooks.failing')}</StateTag>;
  return <StateTag tone="done">{t('webhooks.on')}</StateTag>;
}

const TONES: Record<Delivery['state'], Tone> = { due: 'waiting', delivered: 'done', 'given-up': 'attention' };

export function DeliveryTag({ state }: { state: Delivery['state'] }) {
  const { t } = useTranslation();
  return <StateTag tone={TONES[state]}>{t(`webhooks.states.${state}`)}</StateTag>;
}
