import { Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Failure } from './Failure';
import styles from './ConfirmDialog.module.css';

interface Props {
  open: boolean;
  title: string;
  /** What will happen, in a sentence. */
  children: ReactNode;
  /** What will happen, in numbers. */
  numbers?: { label: string; value: ReactNode }[];
  /** A short verb. */
  action: string;
  /** The way back; "cancel" unless said. */
  cancel?: string;
  /** The action destroys or revokes something. */
  danger?: boolean;
  busy?: boolean;
  error?: unknown;
  onConfirm: () => void;
  onCancel: () => void;
}

/** Asks before something that cannot be undone, and says with numbers what it will do. */
export function ConfirmDialog(props: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      open={props.open}
      title={props.title}
      okText={props.action}
      cancelText={props.cancel ?? t('common.cancel')}
      okButtonProps={{ danger: props.danger ?? false }}
      confirmLoading={props.busy ?? false}
      onOk={props.onConfirm}
      onCancel={props.onCancel}
      width={480}
      destroyOnHidden
    >
      <div className={styles.body}>{props.children}</div>
      {props.numbers && (
        <dl className={styles.numbers}>
          {props.numbers.map((number) => (
            <div key={number.label} className={styles.number}>
              <dt>{number.label}</dt>
              <dd>{number.value}</dd>
            </div>
          ))}
        </dl>
      )}
      {props.error != null && <Failure error={props.error} />}
    </Modal>
  );
}
