import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useUpdateAction, type Action } from '../../../api/account-actions';
import { usePermission } from '../../../api/session';
import { asApiError } from '../../../ui/api-error';
import styles from './PlanTab.module.css';

/** Ends an action in one click, and takes that back in another. */
export function ActionTools({ action }: { action: Action }) {
  const { t, i18n } = useTranslation();
  const { message } = App.useApp();
  const may = usePermission();
  const update = useUpdateAction();
  if (!action.mayChange || !may('accounts:write') || action.state !== 'open') return <span />;
  const fail = (error: unknown) => void message.error(asApiError(error).sentence(i18n.language));
  const end = (state: 'done' | 'dropped') =>
    update.mutate(
      { id: action.id, state, version: action.version },
      {
        onSuccess: ({ version }) =>
          void message.success({
            key: action.id,
            duration: 8,
            content: (
              <>
                {t(state === 'done' ? 'plans.actionDone' : 'plans.actionDropped')}{' '}
                <Button
                  type="link"
                  size="small"
                  onClick={() =>
                    update.mutate(
                      { id: action.id, state: 'open', version },
                      { onSuccess: () => message.destroy(action.id), onError: fail },
                    )
                  }
                >
                  {t('plans.undo')}
                </Button>
              </>
            ),
          }),
        onError: fail,
      },
    );
  return (
    <span className={styles.buttons}>
      <Button size="small" loading={update.isPending} onClick={() => end('done')}>
        {t('plans.done')}
      </Button>
      <Button size="small" type="text" onClick={() => end('dropped')}>
        {t('plans.drop')}
      </Button>
    </span>
  );
}
