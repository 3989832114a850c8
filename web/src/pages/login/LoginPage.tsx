import { Button, Form, Input, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { Navigate, useSearchParams } from 'react-router';
import { useInfo, useLogin, useSession } from '../../api/session';
import { ConnectionBanner } from '../../app/shell/ConnectionBanner';
import { useTitle } from '../../app/title';
import { chooseLanguage } from '../../i18n/i18n';
import { asLanguage, languageNames, languages, type Language } from '../../i18n/languages';
import { Failure } from '../../ui/Failure';
import { Goose } from '../../ui/Goose';
import { DemoLogins } from './DemoLogins';
import { Flock } from './Flock';
import styles from './LoginPage.module.css';

interface Credentials {
  email: string;
  password: string;
}

/** Only a path of this program: never another site's address. */
function safeNext(next: string | null): string {
  return next && /^\/(?![/\\])/.test(next) ? next : '/';
}

/** Where a day begins. */
export function LoginPage() {
  const { t, i18n } = useTranslation();
  const [params] = useSearchParams();
  const [form] = Form.useForm<Credentials>();
  const session = useSession();
  const info = useInfo();
  const login = useLogin();
  useTitle(t('login.title'));
  if (session.data) return <Navigate to={safeNext(params.get('next'))} replace />;

  return (
    <div className={styles.page}>
      <section className={styles.scene}>
        <div className={styles.brand}>
          <Goose size={32} />
          {t('common.brand')}
        </div>
        <Flock />
        <p className={styles.motto}>
          <strong>{t('login.motto')}</strong>
          {t('login.mottoMore')}
        </p>
      </section>
      <div className={styles.side}>
        <ConnectionBanner />
        <div className={styles.languages}>
          <Segmented<Language>
            size="small"
            aria-label={t('shell.language')}
            value={asLanguage(i18n.language) ?? 'zh'}
            onChange={(language) => void chooseLanguage(language)}
            options={languages.map((language) => ({ value: language, label: languageNames[language] }))}
          />
        </div>
        <main className={styles.main}>
          <h1 className={styles.title}>{t('login.welcome')}</h1>
          <p className={styles.line}>{t('common.brandLine')}</p>
          <Form<Credentials>
            form={form}
            layout="vertical"
            requiredMark={false}
            onFinish={(values) => login.mutate(values)}
          >
            <Form.Item
              name="email"
              label={t('login.email')}
              validateTrigger="onBlur"
              rules={[{ required: true, type: 'email', message: t('login.badEmail') }]}
            >
              <Input size="large" type="email" autoComplete="username" autoFocus inputMode="email" />
            </Form.Item>
            <Form.Item
              name="password"
              label={t('login.password')}
              rules={[{ required: true, message: t('common.required', { field: t('login.password') }) }]}
            >
              <Input.Password size="large" autoComplete="current-password" />
            </Form.Item>
            {login.error && (
              <div className={styles.failure}>
                <Failure error={login.error} />
              </div>
            )}
            <Button type="primary" size="large" htmlType="submit" block loading={login.isPending}>
              {t('login.submit')}
            </Button>
          </Form>
          {info.data?.demo && info.data.demoLogins.length > 0 && (
            <DemoLogins logins={info.data.demoLogins} onChoose={(choice) => form.setFieldsValue(choice)} />
          )}
        </main>
        {info.data && <p className={styles.version}>{t('login.version', { version: info.data.version })}</p>}
      </div>
    </div>
  );
}
