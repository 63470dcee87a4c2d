// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/policies/policytrialview.h"

#include "core/base/async.h"
#include "widgets/common/controls/button.h"
#include "widgets/common/display/bar.h"
#include "widgets/common/states/states.h"
#include "widgets/common/timetext.h"
#include "widgets/common/vocabulary.h"
#include "widgets/policies/policydelegates.h"
#include "widgets/review/spokenmodel.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QCompleter>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListView>
#include <QStringListModel>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int nameWidth = 280;
constexpr int versionWidth = 128;
constexpr int mostOffered = 10;

const pack::Fields<Plugin> &shownFields()
{
    static const pack::Fields<Plugin> fields({"id"_L1, "name"_L1});
    return fields;
}

} // namespace

PolicyTrialView::PolicyTrialView(const PluginStore &plugins, RegistryService &registry, QWidget *parent)
    : QWidget(parent)
    , m_plugins(plugins)
    , m_registry(registry)
    , m_names(new QStringListModel(this))
    , m_name(new QLineEdit)
    , m_version(new QComboBox)
    , m_environment(new QComboBox)
    , m_try(new Button(tr("Try on this version"), ButtonVariant::Outline))
    , m_summary(new MessageBar(Tone::Info, IconName::Play))
    , m_error(new InlineError)
    , m_nothing(new EmptyState(tr("See what the draft says of one version, policy by policy, beside what is active.")))
    , m_list(new QListView)
{
    setSurface(this, Surface::Pane);
    m_name->setObjectName(u"trialPlugin"_s);
    m_name->setAccessibleName(tr("Plugin"));
    m_name->setPlaceholderText(tr("Plugin"));
    m_name->setMinimumWidth(scaled(nameWidth));
    auto *completer = new QCompleter(m_names, m_name);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    completer->setMaxVisibleItems(mostOffered);
    m_name->setCompleter(completer);
    m_version->setObjectName(u"trialVersion"_s);
    m_version->setAccessibleName(tr("Version"));
    m_version->setMinimumWidth(scaled(versionWidth));
    m_environment->setObjectName(u"trialEnvironment"_s);
    m_environment->setAccessibleName(tr("Environment"));
    for (const Environment environment : {Environment::Production, Environment::Staging, Environment::Development})
        m_environment->addItem(environmentName(environment), int(environment));
    m_try->setObjectName(u"trialRun"_s);
    m_try->setIconName(IconName::Play);
    m_list->setObjectName(u"trialList"_s);
    m_list->setAccessibleName(tr("What each policy says"));
    m_list->setModel(new SpokenModel(&m_model, &ShiftDelegate::sentence, this));
    m_list->setItemDelegate(new ShiftDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    auto *bar = new Bar(metrics::toolbarHeight, Bar::Edge::Bottom, Surface::Pane);
    for (QWidget *part : std::initializer_list<QWidget *> {m_name, m_version, m_environment})
        bar->left()->addWidget(part);
    bar->right()->addWidget(m_try);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(bar);
    layout->addWidget(m_summary);
    layout->addWidget(m_error);
    layout->addWidget(m_nothing);
    layout->addWidget(m_list, 1);
    layout->addStretch(0);
    setFocusProxy(m_name);
    connect(m_name, &QLineEdit::textChanged, this, &PolicyTrialView::readVersions);
    connect(m_version, &QComboBox::currentIndexChanged, this, &PolicyTrialView::showState);
    connect(m_name, &QLineEdit::returnPressed, m_try, &QAbstractButton::click);
    connect(m_try, &QAbstractButton::clicked, this, &PolicyTrialView::tryRequested);
    connect(m_error, &InlineError::retryRequested, this, &PolicyTrialView::tryRequested);
    showState();
}

VersionId PolicyTrialView::version() const
{
    return VersionId(m_version->currentData().toString());
}

Environment PolicyTrialView::environment() const
{
    return Environment(m_environment->currentData().toInt());
}

int PolicyTrialView::changedCount() const
{
    return m_hasRun ? int(std::ranges::count_if(m_model.items(), &PolicyShift::changed)) : -1;
}

void PolicyTrialView::begin()
{
    m_name->setFocus(Qt::ShortcutFocusReason);
}

void PolicyTrialView::showEvent(QShowEvent *event)
{
    readNames();
    QWidget::showEvent(event);
}

void PolicyTrialView::readNames()
{
    QStringList names;
    names.reserve(m_plugins.count());
    for (int row = 0; row < m_plugins.count(); ++row)
        names.append(m_plugins.rows().at(row, shownFields()).name);
    m_names->setStringList(names);
}

QString PolicyTrialView::pluginNamed(const QString &name)
{
    const auto row = int(m_names->stringList().indexOf(name));
    // Plugins come and go while their names are offered.
    if (row < 0 || row >= m_plugins.count() || m_plugins.rows().at(row, shownFields()).name != name)
        return {};
    return m_plugins.idAt(row);
}

void PolicyTrialView::readVersions()
{
    const QString id = pluginNamed(m_name->text().trimmed());
    if (id == m_plugin)
        return;
    m_plugin = id;
    m_version->clear();
    m_versionReads.supersede();
    showState();
    if (id.isEmpty())
        return;
    // There is nothing left to complete, and while it is open it takes every key. It opens after this.
    QMetaObject::invokeMethod(m_name->completer()->popup(), &QWidget::hide, Qt::QueuedConnection);
    deliver(m_registry.versions(PluginId(id)), this, m_versionReads.only([this](const Result<Page<PluginVersion>> &page) {
        if (!page) {
            setError(page.error());
            return;
        }
        for (const PluginVersion &version : page->items)
            m_version->addItem(version.version, version.id.text());
        showState();
    }));
}

void PolicyTrialView::setRun(const PolicyDryRun &run, bool isOfText)
{
    m_hasRun = true;
    m_model.setItems(run.items);
    const bool denied = run.after == Enforcement::Deny;
    m_summary->setTone(denied || !isOfText ? Tone::Warn : Tone::Info, denied ? IconName::Ban : IconName::Play);
    const QString now = run.after == run.before ? tr("So say the active policies, too.") : tr("The active policies say: %1.").arg(term(run.before).word);
    const QString when = tr("In %1, tried %2.").arg(environmentName(run.environment), clockText(run.asOf));
    m_summary->setMessage(tr("%1 %2: %3.").arg(run.pluginName, run.pluginVersion, term(run.after).word),
        isOfText ? now + u' ' + when : tr("The text changed since: try it again."));
    showState();
}

void PolicyTrialView::setError(const std::optional<Error> &error)
{
    if (error)
        m_error->setError(*error);
    else
        m_error->clear();
}

void PolicyTrialView::setBlockedReason(const QString &reason)
{
    m_blocked = reason;
    showState();
}

void PolicyTrialView::showState()
{
    m_summary->setVisible(m_hasRun);
    m_list->setVisible(m_hasRun);
    m_nothing->setVisible(!m_hasRun);
    m_try->setBlockedReason(!m_blocked.isEmpty() ? m_blocked : version().isEmpty() ? tr("Choose a plugin and a version first.") : QString());
}

} // namespace gatehouse
