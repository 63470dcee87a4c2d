// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/session/introductionpanel.h"

#include "widgets/common/controls/button.h"
#include "widgets/common/display/card.h"
#include "widgets/common/display/marks.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/themecontroller.h"
#include "widgets/session/talllines.h"

#include <QIcon>
#include <QMenu>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int panelWidth = 408;
constexpr int margin = 40;
constexpr int markSize = 40;

void addPoint(QVBoxLayout *layout, IconName icon, const QString &title, const QString &text)
{
    auto *point = new QWidget;
    auto *row = new QHBoxLayout(point);
    constexpr int above = metrics::spaceLg - 2;
    row->setContentsMargins(0, above, 0, above);
    row->setSpacing(metrics::spaceMd);
    row->addWidget(new IconLabel(icon, ColorRole::AccentText), 0, Qt::AlignTop);
    auto *words = new QVBoxLayout;
    auto *heading = new TextLabel(title, TextStyle::BodyMedium);
    heading->setFixedHeight(lineHeight(TextStyle::BodyMedium));
    words->addWidget(heading);
    TextLabel *explanation = tallLabel(text, TextStyle::Small, ColorRole::Muted);
    // A label guesses the height of wrapped rich text, each time another one; the width is known.
    const QFontMetrics metric(textFont(TextStyle::Small));
    const int width = panelWidth - 2 * margin - metrics::iconSize - metrics::spaceMd;
    const int lines = metric.boundingRect(QRect(0, 0, width, QWIDGETSIZE_MAX), Qt::TextWordWrap, text).height() / metric.lineSpacing();
    explanation->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    words->setSpacing(metrics::spaceXs);
    point->setFixedHeight(2 * above + lineHeight(TextStyle::BodyMedium) + metrics::spaceXs + lines * lineHeight(TextStyle::Small));
    words->addWidget(explanation);
    row->addLayout(words, 1);
    layout->addWidget(new Separator(Qt::Horizontal));
    layout->addWidget(point);
}

} // namespace

IntroductionPanel::IntroductionPanel(ThemeController &themes, const QString &network, QWidget *parent)
    : QWidget(parent)
    , m_themes(themes)
{
    setObjectName(u"introduction"_s);
    setAccessibleName(tr("About Gatehouse"));
    setFixedWidth(panelWidth);
    setSurface(this, Surface::Chrome);
    auto *mark = new QLabel;
    mark->setPixmap(QIcon(u":/icons/gatehouse.svg"_s).pixmap(QSize(markSize, markSize), devicePixelRatio()));
    mark->setAccessibleName(tr("Gatehouse"));
    auto *lead = tallLabel(tr("Every plugin in your portal: reviewed, configured and watched from one desk."),
        TextStyle::Lead, ColorRole::Muted);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(margin, metrics::spacePage, margin, metrics::spaceXxl);
    layout->setSpacing(0);
    layout->addWidget(mark);
    layout->addSpacing(metrics::spaceXl);
    layout->addWidget(new TextLabel(tr("Gatehouse"), TextStyle::Stat));
    layout->addSpacing(metrics::spaceXs);
    layout->addWidget(lead);
    layout->addSpacing(metrics::spaceXxl + metrics::spaceXs);
    addPoint(layout, IconName::Building, tr("Your sign-in only"), tr("No vendor account, no telemetry."));
    addPoint(layout, IconName::Fingerprint, tr("Facts from the package itself"),
        tr("Digest, licence, files and scripts are read from what was published, not from a form."));
    addPoint(layout, IconName::Lock, tr("Production is locked"),
        tr("Nothing writes there until you arm it, with a countdown."));
    addPoint(layout, IconName::ShieldCheck, tr("Fits your network"), network);
    layout->addStretch(1);
    auto *footer = new QHBoxLayout;
    footer->addWidget(themeButton());
    footer->addStretch(1);
    footer->addWidget(new TextLabel(QStringLiteral(GATEHOUSE_VERSION), TextStyle::Small, ColorRole::Muted));
    layout->addLayout(footer);
}

QWidget *IntroductionPanel::themeButton()
{
    m_theme = new Button(QString(), ButtonVariant::Quiet);
    m_theme->setObjectName(u"themeChoice"_s);
    auto *menu = new QMenu(m_theme);
    const std::pair<ThemeChoice, QString> choices[] = {{ThemeChoice::FollowDesktop, tr("Like the desktop")},
        {ThemeChoice::Light, tr("Light")}, {ThemeChoice::Dark, tr("Dark")}};
    for (const auto &[choice, name] : choices)
        connect(menu->addAction(name), &QAction::triggered, this, [this, choice = choice] { m_themes.choose(choice); });
    m_theme->setMenu(menu);
    connect(&m_themes, &ThemeController::changed, this, &IntroductionPanel::showThemeChoice);
    showThemeChoice();
    return m_theme;
}

void IntroductionPanel::showThemeChoice()
{
    switch (m_themes.choice()) {
    case ThemeChoice::FollowDesktop:
        m_theme->setText(tr("Like the desktop"));
        m_theme->setIconName(IconName::Monitor);
        break;
    case ThemeChoice::Light:
        m_theme->setText(tr("Light"));
        m_theme->setIconName(IconName::Sun);
        break;
    case ThemeChoice::Dark:
        m_theme->setText(tr("Dark"));
        m_theme->setIconName(IconName::Moon);
        break;
    }
    m_theme->setAccessibleName(tr("Colours: %1").arg(m_theme->text()));
}

} // namespace gatehouse
