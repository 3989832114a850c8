import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSaveCategory } from '../../../api/service-desk';
import type { ServiceRules } from '../../../api/types';
import { Card } from '../../../ui/Card';
import { FormDrawer } from '../../../ui/FormDrawer';
import { kinds } from '../case-words';
import styles from './StandardsPage.module.css';

type Category = ServiceRules['categories'][number];

/** What each kind of case may be about. */
export function CategoriesCard({ rules, mayChange }: { rules: ServiceRules; mayChange: boolean }) {
  const { t } = useTranslation();
  const [editing, setEditing] = useState<Category | null>(null);
  const known = kinds.flatMap((kind) => rules.categories.filter((category) => category.kind === kind));
  return (
    <Card title={t('service.standards.categories')}>
      <div className={styles.lines}>
        {known.map((category) => (
          <div key={category.kind} className={styles.line}>
            <div>
              <strong>{t(`service.kinds.${category.kind}`)}</strong>
              <span className={styles.sub}>{category.names.join(t('common.separator'))}</span>
            </div>
            {mayChange && (
              <Button size="small" onClick={() => setEditing(category)}>
                {t('service.standards.edit')}
              </Button>
            )}
          </div>
        ))}
      </div>
      {editing && (
        <CategoryDrawer branchId={rules.branchId} category={editing} onClose={() => setEditing(null)} />
      )}
    </Card>
  );
}

interface DrawerProps {
  branchId: string;
  category: Category;
  onClose: () => void;
}

function CategoryDrawer({ branchId, category, onClose }: DrawerProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<{ names: string }>();
  const save = useSaveCategory();
  const submit = async ({ names }: { names: string }) => {
    const lines = [...new Set(names.split('\n').map((name) => name.trim()))].filter((name) => name !== '');
    await save.mutateAsync({ of: branchId, kind: category.kind, names: lines });
    void message.success(t('service.standards.saved'));
  };
  return (
    <FormDrawer<{ names: string }>
      title={t('service.standards.editCategory', { kind: t(`service.kinds.${category.kind}`) })}
      form={form}
      initial={{ names: category.names.join('\n') }}
      onSave={submit}
      onClose={onClose}
    >
      <Form.Item
        name="names"
        label={t('service.standards.categories')}
        extra={t('service.standards.categoryHint')}
        rules={[
          {
            required: true,
            whitespace: true,
            message: t('common.required', { field: t('service.standards.categories') }),
          },
        ]}
      >
        <Input.TextArea autoSize={{ minRows: 6, maxRows: 20 }} />
      </Form.Item>
    </FormDrawer>
  );
}
