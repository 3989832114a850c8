import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../../ui/Card';
import { EmptyState } from '../../../ui/EmptyState';

export interface PartProps {
  title: string;
  /** Opens the part's form; null for a reader. */
  onEdit: (() => void) | null;
  /** What is missing and why it is worth knowing, when nothing is known yet. */
  empty: { title: string; body: string } | null;
  children: ReactNode;
}

/** A part of the profile: what is known, or what would be. */
export function PartCard({ title, onEdit, empty, children }: PartProps) {
  const { t } = useTranslation();
  return (
    <Card title={title} extra={!empty && onEdit && <Button onClick={onEdit}>{t('common.edit')}</Button>}>
      {empty ? (
        <EmptyState
          small
          {...empty}
          action={onEdit && <Button onClick={onEdit}>{t('profile.fillIn')}</Button>}
        />
      ) : (
        children
      )}
    </Card>
  );
}
