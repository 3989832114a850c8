import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Goal } from '../../../api/account-plans';
import { useProductName } from '../../../api/account-records';
import { StateTag } from '../../../ui/StateTag';
import { goalValue, standingTone } from './plan-words';
import goals from './GoalsPart.module.css';
import styles from './PlanTab.module.css';

interface Props {
  goal: Goal;
  onEdit?: () => void;
  onRemove?: () => void;
}

/** One goal: what is wanted, what is there, and where it ought to be by today. */
export function GoalRow({ goal, onEdit, onRemove }: Props) {
  const { t } = useTranslation();
  const productName = useProductName();
  const { measure, target, actual, expected, percent, standing } = goal;
  const name = t(`plans.measures.${measure}`);
  const narrowed = [
    goal.product !== null && productName(goal.product),
    goal.reach === 'group' && t('plans.reaches.group'),
  ].filter(Boolean);
  const late = standing === 'behind' || standing === 'missed';
  return (
    <li className={goals.goal}>
      <div>
        <div className={goals.name}>{name}</div>
        <div className={goals.small}>
          {[...narrowed, goal.ownerName, goal.note].filter(Boolean).join(' · ')}
        </div>
      </div>
      <div className={goals.progress}>
        <div className={goals.values}>
          <span>{actual === null ? <span className="muted">–</span> : goalValue(t, measure, actual)}</span>
          <span className="muted">
            {t('plans.target')} {goalValue(t, measure, target)}
          </span>
        </div>
        <div
          className={goals.track}
          role="progressbar"
          aria-label={name}
          aria-valuenow={percent ?? 0}
          aria-valuemin={0}
          aria-valuemax={100}
        >
          <div
            className={late ? `${goals.reached} ${goals.behind}` : goals.reached}
            style={{ width: `${Math.min(100, percent ?? 0)}%` }}
          />
          {expected < target && (
            <span className={goals.due} style={{ left: `${(expected / target) * 100}%` }} />
          )}
        </div>
        <div className={goals.values}>
          <span className={goals.small}>
            {percent === null ? t('plans.standings.unknown') : `${percent}%`}
          </span>
          {expected < target && (
            <span className={goals.small}>
              {t('plans.expected')} {goalValue(t, measure, expected)}
            </span>
          )}
        </div>
      </div>
      <StateTag tone={standingTone[standing]}>{t(`plans.standings.${standing}`)}</StateTag>
      {onEdit && onRemove ? (
        <span className={`${styles.buttons} ${goals.tools ?? ''}`}>
          <Button size="small" type="text" onClick={onEdit}>
            {t('common.edit')}
          </Button>
          <Button size="small" type="text" onClick={onRemove}>
            {t('plans.remove')}
          </Button>
        </span>
      ) : (
        <span />
      )}
    </li>
  );
}
