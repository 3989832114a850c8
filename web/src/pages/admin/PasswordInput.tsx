import { Button, Input, Space } from 'antd';
import { useTranslation } from 'react-i18next';

/** Letters and digits that are not mistaken for each other when read aloud. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const LENGTH = 16;

function randomPassword(): string {
  const limit = 256 - (256 % SIGNS.length);
  let password = '';
  while (password.length < LENGTH) {
    const [byte] = crypto.getRandomValues(new Uint8Array(1));
    if (byte !== undefined && byte < limit) password += SIGNS[byte % SIGNS.length];
  }
  return password;
}

interface Props {
  value?: string;
  onChange?: (password: string) => void;
  id?: string;
}

/** A password somebody sets for another: shown, because it has to be told. */
export function PasswordInput({ value, onChange, id }: Props) {
  const { t } = useTranslation();
  return (
    <Space.Compact block>
      <Input
        id={id}
        value={value}
        autoComplete="new-password"
        spellCheck={false}
        onChange={(event) => onChange?.(event.target.value)}
      />
      <Button onClick={() => onChange?.(randomPassword())}>{t('admin.users.generate')}</Button>
    </Space.Compact>
  );
}
