import { theme, type ThemeConfig } from 'antd';
import { palettes, type Mode } from './palette';

/** System fonts only: nothing is fetched from elsewhere. */
export const fontFamily =
  '-apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", sans-serif';

/** Ant Design dressed in the project's palette. */
export function antdTheme(mode: Mode): ThemeConfig {
  const p = palettes[mode];
  return {
    algorithm: mode === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
    hashed: false,
    token: {
      colorPrimary: p.green,
      colorInfo: p.blue,
      colorLink: p.green,
      colorError: p.vermilion,
      colorWarning: p.ochre,
      colorSuccess: p.green,
      colorText: p.ink,
      colorTextSecondary: p.ink2,
      colorTextTertiary: p.ink3,
      colorTextPlaceholder: p.ink3,
      colorTextDescription: p.ink3,
      colorBgLayout: p.paper,
      colorBgContainer: p.card,
      colorBgElevated: p.raised,
      colorBorder: p.line,
      colorBorderSecondary: p.lineSoft,
      colorSplit: p.lineSoft,
      colorBgMask: mode === 'dark' ? 'rgb(0 0 0 / 52%)' : 'rgb(26 37 33 / 36%)',
      fontFamily,
      fontSize: 14,
      borderRadius: 6,
      borderRadiusLG: 10,
      controlHeight: 36,
      controlHeightSM: 28,
      wireframe: false,
      motionDurationMid: '0.14s',
      motionDurationSlow: '0.18s',
      boxShadowSecondary: '0 8px 28px rgb(20 30 26 / 14%), 0 1px 3px rgb(20 30 26 / 10%)',
    },
    components: {
      Button: {
        primaryShadow: 'none',
        defaultShadow: 'none',
        dangerShadow: 'none',
        fontWeight: 500,
        primaryColor: p.onGreen,
        dangerColor: p.onGreen,
      },
      Table: {
        headerBg: p.card,
        headerColor: p.ink3,
        headerSplitColor: 'transparent',
        headerSortActiveBg: p.card,
        headerSortHoverBg: p.greySoft,
        bodySortBg: p.card,
        rowHoverBg: p.greenSoft,
        borderColor: p.lineSoft,
        cellPaddingBlockMD: 10,
        cellPaddingBlockSM: 6,
        footerBg: p.card,
      },
      // White stands on it in both modes.
      ...(mode === 'dark' && { Switch: { colorPrimary: '#2A7D67', colorPrimaryHover: '#318A73' } }),
      Form: { labelColor: p.ink2, itemMarginBottom: 20, verticalLabelPadding: '0 0 6px' },
      Tabs: { horizontalMargin: '0 0 24px', titleFontSize: 14 },
      Tooltip: { colorBgSpotlight: mode === 'dark' ? '#2E393B' : '#26332E' },
    },
  };
}
