import { DownOutlined } from '@ant-design/icons';
import { App, Button, Checkbox, Dropdown, Input, Modal, Radio, type MenuProps } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChangeView, useRemoveView, useSaveView, type NewView } from '../../api/records';
import { asApiError } from '../api-error';
import { Failure } from '../Failure';
import type { RecordsState } from './records-state';
import styles from './records.module.css';

/** Saved views: one's own and those of the branch; what is on the screen is kept as one of them. */
export function ViewSwitcher({ records }: { records: RecordsState }) {
  const { t, i18n } = useTranslation();
  const { message, modal } = App.useApp();
  const [saving, setSaving] = useState(false);
  const change = useChangeView();
  const remove = useRemoveView();
  const { view, views } = records;
  const failed = (error: unknown) => void message.error(asApiError(error).sentence(i18n.language));
  const state = stateOf(records);

  const save = () => {
    if (!view) return;
    change.mutate(
      { id: view.id, version: view.version, state },
      {
        onSuccess: () => {
          records.openView(view.id);
          void message.success(t('records.viewSaved', { name: view.name }));
        },
        onError: failed,
      },
    );
  };
  const copy = () =>
    navigator.clipboard.writeText(location.href).then(
      () => void message.success(t('records.copied')),
      () => void message.warning(location.href),
    );
  const ask = () =>
    modal.confirm({
      title: t('records.removeView', { name: view?.name ?? '' }),
      okText: t('records.remove'),
      cancelText: t('common.cancel'),
      onOk: () =>
        remove.mutateAsync(view!.id).then(() => {
          records.openView(null);
        }, failed),
    });

  const entry = ({ id, name, isDefault }: (typeof views)[number]) => ({
    key: id,
    label: isDefault ? `${name} ★` : name,
    onClick: () => records.openView(id),
  });
  const own = views.filter(({ scope }) => scope === 'private').map(entry);
  const shared = views.filter(({ scope }) => scope === 'team').map(entry);
  const items: MenuProps['items'] = [
    { key: 'all', label: t('records.noView'), onClick: () => records.openView(null) },
    ...(own.length > 0
      ? [{ key: 'own', type: 'group' as const, label: t('records.ownViews'), children: own }]
      : []),
    ...(shared.length > 0
      ? [{ key: 'shared', type: 'group' as const, label: t('records.sharedViews'), children: shared }]
      : []),
    { type: 'divider' },
    ...(view?.mayChange && records.changed
      ? [{ key: 'save', label: t('records.saveView', { name: view.name }), onClick: save }]
      : []),
    { key: 'new', label: t('records.saveAs'), onClick: () => setSaving(true) },
    { key: 'copy', label: t('records.copyLink'), onClick: () => void copy() },
    ...(view?.mayChange
      ? [{ key: 'remove', danger: true, label: t('records.removeThis'), onClick: ask }]
      : []),
  ];
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{ items, selectedKeys: [view?.id ?? 'all'], style: { maxHeight: '60vh', overflowY: 'auto' } }}
      >
        <Button>
          {view?.name ?? t('records.noView')}
          {records.changed && ' *'} <DownOutlined />
        </Button>
      </Dropdown>
      {saving && (
        <NewViewDialog
          mayShare={records.mayShare}
          onClose={() => setSaving(false)}
          view={{ list: records.list, state }}
          onSaved={(id) => {
            setSaving(false);
            records.openView(id);
          }}
        />
      )}
    </>
  );
}

/** What of the screen a view keeps. */
function stateOf({ columns, sort, group, filter }: RecordsState): NewView['state'] {
  return { columns, sort, ...(group !== null && { group }), ...(filter !== null && { filter }) };
}

interface DialogProps {
  mayShare: boolean;
  view: Pick<NewView, 'list' | 'state'>;
  onClose: () => void;
  onSaved: (id: string) => void;
}

function NewViewDialog({ mayShare, view, onClose, onSaved }: DialogProps) {
  const { t } = useTranslation();
  const save = useSaveView();
  const [name, setName] = useState('');
  const [scope, setScope] = useState<'private' | 'team'>('private');
  const [isDefault, setDefault] = useState(false);
  const submit = () => {
    if (name.trim() === '') return;
    save.mutate({ ...view, name: name.trim(), scope, isDefault }, { onSuccess: ({ id }) => onSaved(id) });
  };
  return (
    <Modal
      open
      title={t('records.saveAs')}
      okText={t('common.save')}
      cancelText={t('common.cancel')}
      okButtonProps={{ disabled: name.trim() === '' }}
      confirmLoading={save.isPending}
      onOk={submit}
      onCancel={onClose}
      width={440}
    >
      <div className={styles.form}>
        <Input
          autoFocus
          aria-label={t('records.viewName')}
          placeholder={t('records.viewName')}
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.target.value)}
          onPressEnter={submit}
        />
        {mayShare && (
          <Radio.Group
            value={scope}
            onChange={(event) => setScope(event.target.value as 'private' | 'team')}
            options={[
              { value: 'private', label: t('records.forMe') },
              { value: 'team', label: t('records.forBranch') },
            ]}
          />
        )}
        <Checkbox checked={isDefault} onChange={(event) => setDefault(event.target.checked)}>
          {t('records.opensItself')}
        </Checkbox>
        {save.error != null && <Failure error={save.error} />}
      </div>
    </Modal>
  );
}
