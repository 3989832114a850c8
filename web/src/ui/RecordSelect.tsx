import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { useDebounced } from './debounced';
import styles from './RecordSelect.module.css';

/** A record as it stands among others to choose from. */
export interface Choice {
  id: string;
  name: string;
  /** A quieter word beside the name: a code, a count. */
  note?: string;
  disabled?: boolean;
}

/** What a select of one kind of record takes; the kind itself knows how to search. */
export interface RecordSelectProps {
  value?: string | null;
  onChange?: (id: string | null) => void;
  id?: string;
  label?: string;
  placeholder?: string;
  allowClear?: boolean;
  disabled?: boolean;
  width?: number;
}

interface Props extends RecordSelectProps {
  /** Kind of record and whatever narrows the search, for the cache. */
  cacheKey: readonly string[];
  search: (q: string) => Promise<Choice[]>;
  /** The chosen record when the search does not bring it up. */
  one: (id: string) => Promise<Choice>;
  /** Said when nothing is found. */
  nothing?: ReactNode;
}

const PAUSE_MS = 200;

/** Chooses one record among any number, by typing part of its name. */
export function RecordSelect(props: Props) {
  const { value, onChange, cacheKey, search, one } = props;
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState(false);
  const q = useDebounced(typed.trim(), PAUSE_MS);
  const found = useQuery({
    queryKey: [...cacheKey, 'choice', q],
    queryFn: () => search(q),
    placeholderData: keepPreviousData,
    enabled: open,
  });
  const offered = found.data ?? [];
  const known = offered.find((choice) => choice.id === value);
  const chosen = useQuery({
    queryKey: [...cacheKey, 'chosen', value],
    queryFn: () => one(value!),
    enabled: typeof value === 'string' && known === undefined,
  });
  const choices = known === undefined && value && chosen.data ? [chosen.data, ...offered] : offered;

  return (
    <Select
      {...(props.id === undefined ? {} : { id: props.id })}
      aria-label={props.label}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      allowClear={props.allowClear ?? false}
      disabled={props.disabled ?? false}
      placeholder={props.placeholder}
      style={{ width: props.width ?? '100%' }}
      popupMatchSelectWidth={Math.max(props.width ?? 0, 300)}
      onOpenChange={setOpen}
      loading={chosen.isLoading}
      value={value && (known ?? chosen.data) ? value : undefined}
      onChange={(next: string | undefined) => onChange?.(next ?? null)}
      notFoundContent={found.isPending ? null : props.nothing}
      options={choices.map(({ id, name, note, disabled }) => ({
        value: id,
        label: name,
        note,
        disabled: disabled ?? false,
      }))}
      optionRender={({ label, data }) => (
        <span className={styles.choice}>
          <span className={styles.name}>{label}</span>
          {data.note && <span className={styles.note}>{data.note}</span>}
        </span>
      )}
    />
  );
}
