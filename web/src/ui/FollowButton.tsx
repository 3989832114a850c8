import { BellFilled, BellOutlined } from '@ant-design/icons';
import { App, Button, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFollow, useToggleFollow } from '../api/notifications';
import type { Followed } from '../api/types';
import { asApiError } from './api-error';

interface Props {
  type: Followed['recordType'];
  id: string;
}

/** Whether one hears of what others do with this record. */
export function FollowButton({ type, id }: Props) {
  const { t, i18n } = useTranslation();
  const { message } = App.useApp();
  const record: Followed = { recordType: type, recordId: id };
  const follow = useFollow(record);
  const toggle = useToggleFollow(record);
  const followId = follow.data;
  const follows = typeof followId === 'string';
  const run = () =>
    toggle.mutate(followId ?? null, {
      onSuccess: (now) =>
        void message.success(t(now === null ? 'notifications.unfollowed' : 'notifications.followed')),
      onError: (error) => void message.error(asApiError(error).sentence(i18n.language)),
    });
  return (
    <Tooltip title={t(follows ? 'notifications.unfollowHint' : 'notifications.followHint')}>
      <Button
        icon={follows ? <BellFilled /> : <BellOutlined />}
        aria-pressed={follows}
        disabled={followId === undefined}
        loading={toggle.isPending}
        onClick={run}
      >
        {t(follows ? 'notifications.following' : 'notifications.follow')}
      </Button>
    </Tooltip>
  );
}
