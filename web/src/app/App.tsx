import { QueryClientProvider } from '@tanstack/react-query';
import { App as AntApp, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { RouterProvider } from 'react-router';
import { queryClient } from '../api/query-client';
import { antdTheme } from '../theme/antd-theme';
import { ThemeProvider, useTheme } from '../theme/ThemeProvider';
import { router } from './router';

function Dressed() {
  const { i18n } = useTranslation();
  const { mode } = useTheme();
  const theme = useMemo(() => antdTheme(mode), [mode]);
  return (
    <ConfigProvider
      theme={theme}
      locale={i18n.language === 'en' ? enUS : zhCN}
      button={{ autoInsertSpace: false }}
      form={{ scrollToFirstError: true }}
    >
      <AntApp>
        <RouterProvider router={router} />
      </AntApp>
    </ConfigProvider>
  );
}

/** The program, with what every page needs around it. */
export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <ThemeProvider>
        <Dressed />
      </ThemeProvider>
    </QueryClientProvider>
  );
}
