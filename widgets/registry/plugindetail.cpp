// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/registry/plugindetail.h"

#include "core/base/async.h"
#include "widgets/common/controls/button.h"
#include "widgets/common/display/badge.h"
#include "widgets/common/display/card.h"
#include "widgets/common/display/marks.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/environmentscope.h"
#include "widgets/common/paint/rowpainter.h"
#include "widgets/common/states/ageband.h"
#include "widgets/common/states/states.h"
#include "widgets/common/timetext.h"
#include "widgets/common/vocabulary.h"
#include "widgets/registry/causeview.h"
#include "widgets/registry/facetdelegate.h"

#include <QGridLayout>
#include <QMenu>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int shownVersions = 6;

QWidget *section()
{
    auto *box = new QWidget;
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins(metrics::spaceLg, metrics::spaceMd, metrics::spaceLg, metrics::spaceMd);
    grid->setHorizontalSpacing(metrics::spaceMd);
    grid->setVerticalSpacing(metrics::spaceSm);
    return box;
}

QGridLayout *gridOf(QWidget *box)
{
    return static_cast<QGridLayout *>(box->layout());
}

//! What a person should know of one place: "Running", "Update 1.2.3", "Disabled".
std::pair<QString, Tone> stateOf(const InstalledIn &installed)
{
    if (installed.blocked)
        return {PluginDetail::tr("Blocked here"), Tone::Bad};
    if (installed.state == InstallationState::Observed && installed.updateAvailable)
        return {PluginDetail::tr("Running, update known"), Tone::Info};
    const Term known = term(installed.state);
    return {known.word, known.tone};
}

} // namespace

PluginDetail::PluginDetail(const PluginStore &store, RegistryService &registry, PluginCommands &commands, EnvironmentScope &scope,
    Freshness &freshness, QWidget *parent)
    : QWidget(parent)
    , m_store(store)
    , m_registry(registry)
    , m_commands(commands)
    , m_scope(scope)
    , m_title(new TextLabel(TextStyle::Title))
    , m_fullName(new TextLabel(TextStyle::CodeSmall, ColorRole::Muted))
    , m_status(new Badge(BadgeLook {}))
    , m_risk(new Badge(BadgeLook {}))
    , m_age(new AgeBand(freshness, this))
    , m_causes(new CauseView)
    , m_error(new InlineError)
    , m_request(new Button(tr("Request…"), ButtonVariant::Accent))
    , m_install(new Button(tr("Install…")))
    , m_edit(new Button(tr("Edit…")))
    , m_more(new Button(tr("More")))
{
    setObjectName(u"pluginDetail"_s);
    setSurface(this, Surface::Pane);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildHeader());
    layout->addWidget(new Separator(Qt::Horizontal));
    layout->addWidget(m_age);
    layout->addWidget(buildBody(), 1);
    layout->addWidget(buildActions());
    connect(&store, &RecordSignals::changed, this, [this](int row) {
        if (m_store.idAt(row) == m_id.text())
            reload();
    });
    connect(&scope, &EnvironmentScope::currentChanged, this, [this] { reload(); });
    connect(&commands, &PluginCommands::changed, this, [this](const PluginId &id) {
        if (id == m_id)
            reload();
    });
    connect(m_causes, &CauseView::objectChosen, this, &PluginDetail::objectChosen);
    connect(m_causes, &CauseView::clearingRequested, this, [this](const VersionId &version) {
        if (const auto shown = plugin())
            m_commands.request(*shown, version);
    });
    connect(m_error, &InlineError::retryRequested, this, &PluginDetail::reload);
    connect(m_age, &AgeBand::readAgainRequested, this, &PluginDetail::reload);
}

QWidget *PluginDetail::buildHeader()
{
    auto *header = new QWidget;
    m_title->setElided(Qt::ElideRight);
    m_fullName->setElided(Qt::ElideMiddle);
    auto *close = new Button(IconName::X, tr("Close the details"));
    close->setObjectName(u"pluginDetailClose"_s);
    connect(close, &QAbstractButton::clicked, this, &PluginDetail::closeRequested);
    auto *top = new QHBoxLayout;
    top->addWidget(m_title, 1);
    top->addWidget(close);
    auto *badges = new QHBoxLayout;
    badges->setSpacing(metrics::spaceSm);
    badges->addWidget(m_status);
    badges->addWidget(m_risk);
    badges->addStretch(1);
    auto *layout = new QVBoxLayout(header);
    layout->setContentsMargins(metrics::spaceLg, metrics::spaceSm, metrics::spaceSm, metrics::spaceMd);
    layout->setSpacing(metrics::spaceXs);
    layout->addLayout(top);
    layout->addWidget(m_fullName);
    layout->addLayout(badges);
    return header;
}

QWidget *PluginDetail::buildBody()
{
    auto *content = new QWidget;
    setSurface(content, Surface::Pane);
    m_body = new QVBoxLayout(content);
    m_body->setContentsMargins(0, 0, 0, 0);
    m_body->setSpacing(0);
    m_environmentBox = section();
    m_factBox = section();
    m_versionBox = section();
    auto *causes = new QWidget;
    auto *causesLayout = new QVBoxLayout(causes);
    causesLayout->setContentsMargins(metrics::spaceLg, metrics::spaceMd, metrics::spaceLg, 0);
    causesLayout->addWidget(m_error);
    causesLayout->addWidget(m_causes);
    m_body->addWidget(m_environmentBox);
    m_body->addWidget(new Separator(Qt::Horizontal));
    m_body->addWidget(causes);
    m_body->addWidget(m_factBox);
    m_body->addWidget(new Separator(Qt::Horizontal));
    m_body->addWidget(m_versionBox);
    m_body->addStretch(1);
    auto *scroll = new QScrollArea;
    scroll->setObjectName(u"pluginDetailScroll"_s);
    scroll->setAccessibleName(tr("Plugin details"));
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSurface(scroll, Surface::Pane);
    return scroll;
}

QWidget *PluginDetail::buildActions()
{
    auto *bar = new QWidget;
    bar->setFixedHeight(scaled(metrics::actionBarHeight));
    setSurface(bar, Surface::Sunken);
    m_request->setObjectName(u"pluginRequest"_s);
    m_install->setObjectName(u"pluginInstall"_s);
    m_edit->setObjectName(u"pluginEdit"_s);
    m_more->setObjectName(u"pluginMore"_s);
    m_more->setMenu(new QMenu(m_more));
    connect(m_more->menu(), &QMenu::aboutToShow, this, &PluginDetail::fillMore);
    connect(m_request, &QAbstractButton::clicked, this, [this] { m_commands.request(*plugin()); });
    connect(m_install, &QAbstractButton::clicked, this, [this] { m_commands.install(*plugin()); });
    connect(m_edit, &QAbstractButton::clicked, this, [this] { m_commands.edit(*plugin()); });
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(metrics::spaceLg, 0, metrics::spaceLg, 0);
    layout->setSpacing(metrics::spaceSm);
    for (Button *button : {m_request, m_install, m_edit, m_more})
        layout->addWidget(button);
    layout->addStretch(1);
    return bar;
}

void PluginDetail::setPlugin(const PluginId &id)
{
    if (m_id == id)
        return;
    m_id = id;
    m_causes->clear();
    m_error->clear();
    m_causesMissing = m_versionsMissing = false;
    m_age->setIncomplete(false);
    m_age->setShown({{}, RegistryService::readsOf(id)});
    reload();
}

void PluginDetail::reload()
{
    showAll();
    if (!plugin())
        return;
    deliver(m_registry.causes(m_id, m_scope.current()), this, m_causeReads.only([this](const Result<CauseChain> &chain) {
        if (chain)
            m_causes->setChain(*chain);
        onRead(m_causesMissing, chain ? std::optional<Error>() : chain.error());
    }));
    deliver(m_registry.versions(m_id), this, m_versionReads.only([this](const Result<Page<PluginVersion>> &page) {
        if (page)
            showVersions(page->items);
        onRead(m_versionsMissing, page ? std::optional<Error>() : page.error());
    }));
}

void PluginDetail::onRead(bool &isMissing, const std::optional<Error> &error)
{
    isMissing = error.has_value();
    m_age->setIncomplete(m_causesMissing || m_versionsMissing);
    if (error)
        m_error->setError(*error);
    else if (!m_causesMissing && !m_versionsMissing)
        m_error->clear();
}

void PluginDetail::showAll()
{
    const std::optional<Plugin> shown = plugin();
    if (!shown)
        return;
    const PackageName name = splitPackageName(shown->name);
    m_title->setText(name.name);
    m_fullName->setText(shown->name);
    m_status->setLook(term(shown->status).badge());
    m_risk->setLook(term(shown->risk).badge());
    showEnvironments(*shown);
    showFacts(*shown);
    showActions();
}

void PluginDetail::showEnvironments(const Plugin &plugin)
{
    QWidget *fresh = section();
    QGridLayout *grid = gridOf(fresh);
    grid->setColumnStretch(2, 1);
    int row = 0;
    for (const Environment environment : {Environment::Development, Environment::Staging, Environment::Production}) {
        const InstalledIn *installed = installedIn(plugin, environment);
        auto *mark = new EnvironmentMark(environment);
        grid->addWidget(mark, row, 0);
        grid->addWidget(new TextLabel(environmentName(environment), TextStyle::Body, ColorRole::Muted), row, 1);
        grid->addWidget(new TextLabel(installed ? installed->version : u"–"_s, TextStyle::Code), row, 2);
        if (installed) {
            const auto [word, tone] = stateOf(*installed);
            grid->addWidget(new TextLabel(word, TextStyle::Small, toneRole(tone)), row, 3, Qt::AlignRight);
        }
        ++row;
    }
    delete m_body->replaceWidget(m_environmentBox, fresh);
    m_environmentBox->deleteLater();
    m_environmentBox = fresh;
}

void PluginDetail::showFacts(const Plugin &plugin)
{
    QWidget *fresh = section();
    QGridLayout *grid = gridOf(fresh);
    grid->setColumnStretch(1, 1);
    const auto add = [grid](const QString &name, const QString &value) {
        if (value.isEmpty())
            return;
        const int row = grid->rowCount();
        grid->addWidget(new TextLabel(name, TextStyle::Body, ColorRole::Muted), row, 0, Qt::AlignTop);
        auto *text = new TextLabel(value);
        text->setWordWrap(true);
        text->setTextInteractionFlags(Qt::TextSelectableByMouse);
        grid->addWidget(text, row, 1);
    };
    add(tr("About"), plugin.description);
    add(tr("Owner"), plugin.owner.isEmpty() ? tr("Nobody yet") : plugin.owner);
    add(tr("Publisher"), plugin.publisher);
    add(tr("Licence"), plugin.licence);
    add(tr("Category"), facetWord(u"category"_s, plugin.category));
    add(tr("Lifecycle"), term(plugin.lifecycle).word);
    add(tr("Tags"), plugin.tags.join(u", "_s));
    add(tr("Risk"), tr("%1 of 100").arg(plugin.riskScore));
    add(tr("Source"), plugin.repository);
    add(tr("Reason"), plugin.statusReason.value_or(QString()));
    delete m_body->replaceWidget(m_factBox, fresh);
    m_factBox->deleteLater();
    m_factBox = fresh;
}

void PluginDetail::showVersions(const QList<PluginVersion> &versions)
{
    QWidget *fresh = section();
    QGridLayout *grid = gridOf(fresh);
    grid->setColumnStretch(0, 1);
    grid->addWidget(new TextLabel(tr("Versions"), TextStyle::SmallStrong), 0, 0, 1, 3);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    for (const PluginVersion &version : versions.mid(0, shownVersions)) {
        const int row = grid->rowCount();
        auto *number = new TextLabel(version.version, TextStyle::Code);
        number->setElided(Qt::ElideRight);
        number->setToolTip(version.digest);
        grid->addWidget(number, row, 0);
        grid->addWidget(new TextLabel(term(version.risk).word, TextStyle::Small, toneRole(term(version.risk).tone)), row, 1);
        auto *age = new TextLabel(tr("%1 old").arg(ageText(version.publishedAt, now)), TextStyle::Small, ColorRole::Muted);
        age->setToolTip(absoluteText(version.publishedAt));
        grid->addWidget(age, row, 2, Qt::AlignRight);
    }
    if (versions.size() > shownVersions)
        grid->addWidget(new TextLabel(tr("%n more", nullptr, int(versions.size()) - shownVersions), TextStyle::Small, ColorRole::Muted), grid->rowCount(), 0);
    delete m_body->replaceWidget(m_versionBox, fresh);
    m_versionBox->deleteLater();
    m_versionBox = fresh;
}

void PluginDetail::showActions()
{
    const std::optional<Plugin> shown = plugin();
    if (!shown)
        return;
    m_request->setBlockedReason(m_commands.whyNot(*shown, u"request"_s));
    m_install->setBlockedReason(m_commands.whyNot(*shown, u"install"_s));
    m_edit->setBlockedReason(m_commands.whyNot(*shown, u"edit"_s));
}

void PluginDetail::fillMore()
{
    const Plugin shown = *plugin();
    QMenu *menu = m_more->menu();
    menu->clear();
    menu->setToolTipsVisible(true);
    const auto add = [&](const QString &text, const QString &action, auto run) {
        QAction *entry = menu->addAction(text);
        const QString reason = m_commands.whyNot(shown, action);
        entry->setEnabled(reason.isEmpty());
        entry->setToolTip(reason);
        connect(entry, &QAction::triggered, this, run);
    };
    add(tr("Roll back…"), u"rollback"_s, [this, shown] { m_commands.rollBack(shown); });
    add(tr("Disable…"), u"disable"_s, [this, shown] { m_commands.setEnabled(shown, false); });
    add(tr("Enable…"), u"enable"_s, [this, shown] { m_commands.setEnabled(shown, true); });
    add(tr("Remove…"), u"uninstall"_s, [this, shown] { m_commands.uninstall(shown); });
    menu->addSeparator();
    if (shown.actions.allows(u"unblock"_s) || !shown.actions.whyNot(u"unblock"_s).isEmpty())
        add(tr("Lift the block…"), u"unblock"_s, [this, shown] { m_commands.setBlocked(shown, false); });
    else
        add(tr("Block…"), u"block"_s, [this, shown] { m_commands.setBlocked(shown, true); });
    if (shown.actions.allows(u"undeprecate"_s) || !shown.actions.whyNot(u"undeprecate"_s).isEmpty())
        add(tr("Take the deprecation back…"), u"undeprecate"_s, [this, shown] { m_commands.setDeprecated(shown, false); });
    else
        add(tr("Deprecate…"), u"deprecate"_s, [this, shown] { m_commands.setDeprecated(shown, true); });
}

} // namespace gatehouse
