import { TreeSelect } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { branchTree, useBranches, type BranchNode } from '../api/branches';

interface Props {
  value?: string;
  onChange?: (id: string | undefined) => void;
  placeholder?: string;
  allowClear?: boolean;
  disabled?: boolean;
  /** A branch that cannot be chosen, with all below it. */
  exclude?: string;
  width?: number;
  id?: string;
  label?: string;
}

interface Option {
  value: string;
  title: string;
  children?: Option[];
}

function options(nodes: BranchNode[], exclude: string | undefined): Option[] {
  return nodes
    .filter((node) => node.id !== exclude)
    .map((node) => ({
      value: node.id,
      title: node.name,
      ...(node.children && { children: options(node.children, exclude) }),
    }));
}

/** Chooses a branch from the viewer's tree, by name. */
export function BranchSelect(props: Props) {
  const { value, onChange, placeholder, allowClear, disabled, exclude, width, id, label } = props;
  const branches = useBranches();
  const { t } = useTranslation();
  const tree = useMemo(() => {
    const known = branches.data ?? [];
    const reachable = options(branchTree(known), exclude);
    // Chosen by somebody who sees further: it stays, though its name is not told here.
    const unseen = value !== undefined && known.every((branch) => branch.id !== value);
    return unseen ? [...reachable, { value, title: t('common.unseenBranch') }] : reachable;
  }, [branches.data, exclude, value, t]);
  return (
    <TreeSelect
      {...(id === undefined ? {} : { id })}
      aria-label={label}
      showSearch={{ treeNodeFilterProp: 'title' }}
      treeDefaultExpandAll={tree.length < 20}
      treeData={tree}
      loading={branches.isFetching && !branches.data}
      {...(branches.isError && { status: 'error' as const })}
      onOpenChange={(open) => {
        if (open && branches.isError) void branches.refetch();
      }}
      // An id without its name says nothing: until the names are here the field stands empty.
      value={branches.data ? value : undefined}
      onChange={(chosen: string | undefined) => onChange?.(chosen)}
      placeholder={placeholder}
      allowClear={allowClear ?? false}
      disabled={disabled ?? false}
      style={{ width: width ?? '100%' }}
      popupMatchSelectWidth={Math.max(width ?? 0, 280)}
    />
  );
}
