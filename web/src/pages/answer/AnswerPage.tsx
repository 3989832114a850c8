import { Button, Input, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { useAsked, useGiveAnswer } from '../../api/service-desk';
import { useTitle } from '../../app/title';
import { chooseLanguage } from '../../i18n/i18n';
import { asLanguage, languageNames, languages, type Language } from '../../i18n/languages';
import { Failure } from '../../ui/Failure';
import { Goose } from '../../ui/Goose';
import { PageSkeleton } from '../../ui/PageSkeleton';
import styles from './AnswerPage.module.css';

const SCORES = [5, 4, 3, 2, 1] as const;
type Score = (typeof SCORES)[number];

/** For clients, without logging in: one question about one case. */
export function AnswerPage() {
  const { t, i18n } = useTranslation();
  const { hash } = useLocation();
  useTitle(t('service.answer.pageTitle'));
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <span className={styles.brand}>
          <Goose size={24} />
          {t('common.brand')}
        </span>
        <Segmented<Language>
          size="small"
          aria-label={t('shell.language')}
          value={asLanguage(i18n.language) ?? 'zh'}
          onChange={(language) => void chooseLanguage(language)}
          options={languages.map((language) => ({ value: language, label: languageNames[language] }))}
        />
      </header>
      <main className={styles.sheet}>
        <Question token={hash.slice(1)} />
      </main>
      <p className={styles.note}>{t('service.answer.private')}</p>
    </div>
  );
}

function Question({ token }: { token: string }) {
  const { t } = useTranslation();
  const asked = useAsked(token);
  const give = useGiveAnswer();
  const [score, setScore] = useState<Score | null>(null);
  const [comment, setComment] = useState('');
  const [unchosen, setUnchosen] = useState(false);
  if (give.isSuccess) {
    return (
      <>
        <h1 className={styles.title}>{t('service.answer.thanks')}</h1>
        <p>{t('service.answer.thanksBody')}</p>
      </>
    );
  }
  if (asked.error) {
    return (
      <>
        <h1 className={styles.title}>{t('service.answer.notOpen')}</h1>
        <Failure error={asked.error} />
      </>
    );
  }
  if (!asked.data) return <PageSkeleton />;
  const submit = () => {
    setUnchosen(score === null);
    if (score !== null) give.mutate({ token, score, comment });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <p className="muted">{asked.data.number}</p>
      <h1 className={styles.title}>{asked.data.title}</h1>
      <fieldset className={styles.scores}>
        <legend className={styles.question}>{t('service.answer.question')}</legend>
        {SCORES.map((value) => (
          <label key={value} className={value === score ? `${styles.score} ${styles.chosen}` : styles.score}>
            <input type="radio" name="score" checked={value === score} onChange={() => setScore(value)} />
            <span className={styles.number}>{value}</span>
            {t(`service.answer.scores.${value}`)}
          </label>
        ))}
      </fieldset>
      {unchosen && score === null && (
        <p role="alert" className={styles.unchosen}>
          {t('service.answer.choose')}
        </p>
      )}
      <label className={styles.comment}>
        {t('service.answer.comment')}
        <Input.TextArea
          value={comment}
          onChange={(event) => setComment(event.target.value)}
          autoSize={{ minRows: 3, maxRows: 8 }}
          maxLength={1000}
        />
      </label>
      {give.error && <Failure error={give.error} />}
      <Button type="primary" size="large" htmlType="submit" block loading={give.isPending}>
        {t('service.answer.submit')}
      </Button>
    </form>
  );
}
