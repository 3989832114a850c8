import { Select } from 'antd';
import { useProducts } from '../../../api/account-records';

interface Props {
  value?: string;
  onChange?: (code: string) => void;
  id?: string;
}

/** One product of ours. */
export function ProductSelect({ value, onChange, id }: Props) {
  const products = useProducts();
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      showSearch={{ optionFilterProp: 'label' }}
      value={value}
      {...(onChange && { onChange })}
      options={products.map(({ code, name }) => ({ value: code, label: name }))}
    />
  );
}
