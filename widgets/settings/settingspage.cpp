// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/settings/settingspage.h"

#include "widgets/common/actionregistry.h"
#include "widgets/common/controls/segmentedcontrol.h"
#include "widgets/common/controls/toggle.h"
#include "widgets/common/display/card.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/themecontroller.h"
#include "widgets/common/uistate.h"
#include "widgets/settings/kepthere.h"

#include <QGridLayout>
#include <QScrollArea>

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr std::array scales {1.0, 1.25, 1.5, 2.0};
constexpr char themeKey[] = "settings/theme";
constexpr char scaleKey[] = "settings/scale";
constexpr char singleKeysKey[] = "settings/singleKeys";

QString key(const char *name)
{
    return QString::fromLatin1(name);
}

void addRow(QGridLayout *grid, const QString &name, const QString &explanation, QWidget *control)
{
    const int row = grid->rowCount();
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(new TextLabel(name, TextStyle::BodyMedium));
    auto *why = new TextLabel(explanation, TextStyle::Small, ColorRole::Muted);
    why->setWordWrap(true);
    words->addWidget(why);
    grid->addLayout(words, row, 0);
    grid->addWidget(control, row, 1, Qt::AlignRight | Qt::AlignVCenter);
    control->setAccessibleName(name);
    control->setAccessibleDescription(explanation);
}

QGridLayout *gridIn(Card *card)
{
    auto *grid = new QGridLayout;
    grid->setColumnStretch(0, 1);
    grid->setVerticalSpacing(metrics::spaceLg);
    grid->setHorizontalSpacing(metrics::spaceXxl);
    card->setBodyPadded(true);
    card->bodyLayout()->addLayout(grid);
    return grid;
}

} // namespace

SettingsPage::SettingsPage(ThemeController &theme, ActionRegistry &actions, UiState &state, KeptHereCard *keptHere,
    const QList<std::pair<QString, QString>> &facts, QWidget *parent)
    : PageWidget(parent)
    , m_theme(theme)
    , m_actions(actions)
    , m_state(state)
    , m_keptHere(keptHere)
{
    setObjectName(u"settingsPage"_s);
    auto *content = new QWidget;
    setSurface(content, Surface::Pane);
    // Bounded together, so that what asks for the height asks at the width they get.
    auto *cards = new QWidget;
    cards->setMaximumWidth(scaled(760));
    auto *column = new QVBoxLayout(cards);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::spaceCardGap);
    for (QWidget *card : std::initializer_list<QWidget *> {buildLooks(), buildKeys(), keptHere, buildFacts(facts)})
        column->addWidget(card);
    column->addStretch(1);
    m_cards = column;
    auto *row = new QHBoxLayout(content);
    row->setContentsMargins(metrics::spaceXl, metrics::spaceXl, metrics::spaceXl, metrics::spaceXl);
    row->addWidget(cards, 1);
    row->addStretch(0);
    auto *scroll = new QScrollArea;
    scroll->setObjectName(u"settingsScroll"_s);
    scroll->setAccessibleName(tr("Settings"));
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    setSurface(scroll, Surface::Pane);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);
}

void SettingsPage::addCard(QWidget *card)
{
    // Behind it are the last card and the stretch.
    m_cards->insertWidget(m_cards->count() - 2, card);
}

void SettingsPage::activate()
{
    m_keptHere->refresh();
    m_first->setFocus();
}

QWidget *SettingsPage::buildLooks()
{
    auto *card = new Card(tr("Looks"), IconName::Sun);
    QGridLayout *grid = gridIn(card);
    auto *theme = new SegmentedControl(SegmentedControl::Look::Filled);
    theme->setObjectName(u"themeChoice"_s);
    theme->addSegment(tr("As the desktop"), IconName::Monitor);
    theme->addSegment(tr("Light"), IconName::Sun);
    theme->addSegment(tr("Dark"), IconName::Moon);
    theme->setCurrentIndex(int(m_theme.choice()));
    addRow(grid, tr("Theme"), tr("Light and dark keep the same contrast."), theme);
    connect(theme, &SegmentedControl::currentChanged, this, [this](int index) {
        m_theme.choose(ThemeChoice(index));
    });
    // The palette or the first-run page may choose too.
    connect(&m_theme, &ThemeController::changed, theme, [this, theme] {
        const QSignalBlocker quiet(theme);
        theme->setCurrentIndex(int(m_theme.choice()));
    });

    auto *scale = new SegmentedControl(SegmentedControl::Look::Filled);
    scale->setObjectName(u"scaleChoice"_s);
    for (const double value : scales)
        scale->addSegment(tr("%1 %").arg(qRound(value * 100)));
    const auto known = std::find(scales.begin(), scales.end(), m_theme.scale());
    scale->setCurrentIndex(known == scales.end() ? 0 : int(known - scales.begin()));
    addRow(grid, tr("Text size"), tr("Rows and controls grow with the text. A restart makes every page follow."), scale);
    connect(scale, &SegmentedControl::currentChanged, this, [this](int index) {
        m_theme.setScale(scales.at(size_t(index)));
        m_state.setValue(key(scaleKey), scales.at(size_t(index)));
    });
    m_first = theme;
    return card;
}

QWidget *SettingsPage::buildKeys()
{
    auto *card = new Card(tr("Keyboard"), IconName::Keyboard);
    QGridLayout *grid = gridIn(card);
    auto *keys = new Toggle(tr("On"));
    keys->setObjectName(u"singleKeys"_s);
    keys->setChecked(m_actions.singleKeysEnabled());
    addRow(grid, tr("Single-letter keys"), tr("They act only when a list, a diff or a panel has the focus. Keys with Ctrl or Alt always work."), keys);
    connect(keys, &QCheckBox::toggled, &m_actions, &ActionRegistry::setSingleKeysEnabled);
    connect(&m_actions, &ActionRegistry::singleKeysEnabledChanged, this, [this, keys](bool on) {
        keys->setChecked(on);
        m_state.setValue(key(singleKeysKey), on);
    });
    return card;
}

QWidget *SettingsPage::buildFacts(const QList<std::pair<QString, QString>> &facts)
{
    auto *card = new Card(tr("About"), IconName::Info);
    auto *grid = new QGridLayout;
    grid->setColumnStretch(1, 1);
    grid->setHorizontalSpacing(metrics::spaceXxl);
    card->setBodyPadded(true);
    card->bodyLayout()->addLayout(grid);
    for (const auto &[name, value] : facts) {
        const int row = grid->rowCount();
        grid->addWidget(new TextLabel(name, TextStyle::Body, ColorRole::Muted), row, 0, Qt::AlignTop);
        auto *text = new TextLabel(value, TextStyle::Body);
        text->setWordWrap(true);
        text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        grid->addWidget(text, row, 1);
    }
    return card;
}

void rememberSettings(ThemeController &theme, ActionRegistry &actions, UiState &state)
{
    theme.setChoice(ThemeChoice(qBound(0, state.value(key(themeKey)).toInt(), 2)));
    theme.setScale(state.value(key(scaleKey), 1.0).toDouble());
    actions.setSingleKeysEnabled(state.value(key(singleKeysKey), true).toBool());
    QObject::connect(&theme, &ThemeController::chosen, &state, [&state](ThemeChoice choice) { state.setValue(key(themeKey), int(choice)); });
}

} // namespace gatehouse
