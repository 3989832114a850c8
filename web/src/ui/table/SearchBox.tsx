import { SearchOutlined } from '@ant-design/icons';
import { Input, type InputRef } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcut } from '../../app/shortcuts';
import styles from './DataTable.module.css';

const PAUSE_MS = 250;

interface Props {
  value: string;
  placeholder: string;
  onSearch: (q: string) => void;
}

/** Searches when the typist pauses; `/` comes here. Waits while an input method is composing. */
export function SearchBox({ value, placeholder, onSearch }: Props) {
  const { t } = useTranslation();
  const input = useRef<InputRef>(null);
  const composing = useRef(false);
  const [text, setText] = useState(value);
  const [seen, setSeen] = useState(value);
  if (seen !== value) {
    setSeen(value);
    setText(value);
  }

  useEffect(() => {
    if (text === value) return undefined;
    const timer = setTimeout(() => {
      if (!composing.current) onSearch(text.trim());
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, value, onSearch]);

  const focus = useCallback(() => input.current?.focus({ cursor: 'all' }), []);
  useShortcut('/', t('shell.shortcut.search'), focus);

  return (
    <Input
      ref={input}
      allowClear
      className={styles.search ?? ''}
      prefix={<SearchOutlined className="muted" />}
      value={text}
      placeholder={placeholder}
      aria-label={placeholder}
      onChange={(event) => setText(event.target.value)}
      onPressEnter={() => onSearch(text.trim())}
      onCompositionStart={() => {
        composing.current = true;
      }}
      onCompositionEnd={(event) => {
        composing.current = false;
        setText(event.currentTarget.value);
      }}
    />
  );
}
