import { Modal } from 'antd';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { isMac } from '../media';
import { useActiveShortcuts } from '../shortcuts';
import styles from './ShortcutHelp.module.css';

/** The shortcuts that work on the page now open. */
export function ShortcutHelp({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const shortcuts = useActiveShortcuts();
  const inForms = [
    { keys: isMac ? '⌘ Enter' : 'Ctrl Enter', label: t('shell.shortcut.save') },
    { keys: 'Esc', label: t('shell.shortcut.cancel') },
  ];
  return (
    <Modal open={open} onCancel={onClose} footer={null} title={t('shell.shortcuts')} width={420}>
      <dl className={styles.list}>
        {[...shortcuts, ...inForms].map((shortcut) => (
          <Fragment key={shortcut.keys}>
            <dt>
              {shortcut.keys.split(' ').map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{shortcut.label}</dd>
          </Fragment>
        ))}
      </dl>
    </Modal>
  );
}
