import { Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import type { RowChoice } from './row-choice';
import styles from './Sheet.module.css';

/** Chooses every row on the screen. */
export function ChooseAll({ choice, copy }: { choice: RowChoice; copy: boolean }) {
  const { t } = useTranslation();
  return (
    <Checkbox
      aria-label={t('table.chooseAll')}
      tabIndex={copy ? -1 : 0}
      checked={choice.all}
      indeterminate={choice.some}
      onChange={({ target }) => choice.chooseAll(target.checked)}
    />
  );
}

interface Props {
  choice: RowChoice;
  index: number;
  chosen: boolean;
}

/** Chooses one row; with Shift all from the one chosen before. */
export function ChooseRow({ choice, index, chosen }: Props) {
  const { t } = useTranslation();
  return (
    <td className={styles.choice} data-choose>
      <Checkbox
        aria-label={t('table.chooseRow')}
        checked={chosen}
        onChange={({ target, nativeEvent }) =>
          choice.choose(index, target.checked, 'shiftKey' in nativeEvent && nativeEvent.shiftKey === true)
        }
      />
    </td>
  );
}
