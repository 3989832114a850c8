import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

/** Names the browser tab after the page. */
export function useTitle(title: string): void {
  const { t } = useTranslation();
  const brand = t('common.brand');
  useEffect(() => {
    document.title = title === '' ? brand : `${title} · ${brand}`;
  }, [title, brand]);
}
