import { useTranslation } from 'react-i18next';
import { useRoleName } from '../../api/roles';
import styles from './LoginPage.module.css';

interface DemoLogin {
  email: string;
  name: string;
  role: string;
  branch: string;
  password: string;
}

interface Props {
  logins: DemoLogin[];
  onChoose: (credentials: { email: string; password: string }) => void;
}

/** A demonstration says whose eyes one can look through; one click fills the form. */
export function DemoLogins({ logins, onChoose }: Props) {
  const { t } = useTranslation();
  const roleName = useRoleName();
  return (
    <section className={styles.demo} aria-labelledby="demo-title">
      <h2 id="demo-title" className={styles.demoTitle}>
        {t('login.demoTitle')}
      </h2>
      <p className={styles.demoHint}>{t('login.demoHint')}</p>
      <ul className={styles.demoList}>
        {logins.map((login) => (
          <li key={login.email}>
            <button
              type="button"
              className={styles.demoLogin}
              title={login.email}
              onClick={() => onChoose({ email: login.email, password: login.password })}
            >
              <span className={styles.demoRole}>{roleName(login.role)}</span>
              <span className={styles.demoName}>
                {login.name} · <span className={styles.demoBranch}>{login.branch}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
