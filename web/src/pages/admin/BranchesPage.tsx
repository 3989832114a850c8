import { PlusOutlined } from '@ant-design/icons';
import { Button, Skeleton, Table } from 'antd';
import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { branchTree, useBranches, type BranchNode } from '../../api/branches';
import { usePhone } from '../../app/media';
import { useShortcut } from '../../app/shortcuts';
import { Card } from '../../ui/Card';
import { EmptyState } from '../../ui/EmptyState';
import { Failure } from '../../ui/Failure';
import { PageHeader } from '../../ui/PageHeader';
import type { BranchTask } from './BranchDrawer';
import styles from './BranchesPage.module.css';

const BranchDrawer = lazy(async () => ({ default: (await import('./BranchDrawer')).BranchDrawer }));

/** Beyond this many upper branches the tree opens folded. */
const MANY = 24;

/** The operator's own tree, as far as this administrator sees it. */
export function BranchesPage() {
  const { t } = useTranslation();
  const branches = useBranches();
  const [task, setTask] = useState<BranchTask | null>(null);
  const tree = useMemo(() => branchTree(branches.data ?? []), [branches.data]);
  const add = useCallback(() => setTask({ kind: 'add', parentId: tree[0]?.id }), [tree]);
  useShortcut('n', t('admin.branches.new'), add);

  return (
    <>
      <PageHeader
        title={t('admin.branches.title')}
        note={t('admin.branches.note')}
        actions={
          <Button type="primary" icon={<PlusOutlined />} onClick={add}>
            {t('admin.branches.new')}
          </Button>
        }
      />
      <Card flush>
        {branches.error ? (
          <div className={styles.inner}>
            <Failure error={branches.error} onRetry={() => void branches.refetch()} />
          </div>
        ) : branches.isPending ? (
          <div className={styles.inner}>
            <Skeleton active title={false} paragraph={{ rows: 6 }} />
          </div>
        ) : tree.length === 0 ? (
          <EmptyState title={t('admin.branches.empty')} />
        ) : (
          <Tree tree={tree} onTask={setTask} />
        )}
      </Card>
      <Suspense fallback={null}>
        {task && <BranchDrawer task={task} onClose={() => setTask(null)} />}
      </Suspense>
    </>
  );
}

function Tree({ tree, onTask }: { tree: BranchNode[]; onTask: (task: BranchTask) => void }) {
  const { t } = useTranslation();
  const phone = usePhone();
  const level = (branch: BranchNode) => t(`admin.branches.levels.${branch.level}`);
  return (
    <Table<BranchNode>
      dataSource={tree}
      rowKey="id"
      size="middle"
      pagination={false}
      {...(!phone && { scroll: { x: 'max-content' } })}
      defaultExpandAllRows={tree.length + tree.flatMap((root) => root.children ?? []).length < MANY}
      indentSize={phone ? 12 : 24}
      columns={[
        {
          key: 'name',
          title: t('admin.branches.name'),
          render: (_, branch) => (
            <div className={styles.cell}>
              <span className={styles.name}>{branch.name}</span>
              {branch.children && (
                <span className={styles.below}>
                  {t('admin.branches.children', { count: branch.children.length })}
                </span>
              )}
              {phone && <p className={styles.facts}>{`${level(branch)} · ${branch.code}`}</p>}
            </div>
          ),
        },
        {
          key: 'level',
          title: t('admin.branches.level'),
          hidden: phone,
          render: (_, branch) => level(branch),
        },
        {
          key: 'code',
          title: t('admin.branches.code'),
          hidden: phone,
          render: (_, branch) => <span className="muted">{branch.code}</span>,
        },
        {
          key: 'actions',
          align: 'right',
          render: (_, branch) => (
            <span className={styles.actions}>
              <Button type="text" size="small" onClick={() => onTask({ kind: 'edit', branch })}>
                {t('common.edit')}
              </Button>
              {branch.level !== 'county' && (
                <Button type="text" size="small" onClick={() => onTask({ kind: 'add', parentId: branch.id })}>
                  {t('admin.branches.new')}
                </Button>
              )}
            </span>
          ),
        },
      ]}
    />
  );
}
