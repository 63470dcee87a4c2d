// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/config/configinspector.h"

#include "core/base/async.h"
#include "core/config/draftprovenance.h"
#include "core/config/textchanges.h"
#include "widgets/common/controls/button.h"
#include "widgets/common/display/bar.h"
#include "widgets/common/display/card.h"
#include "widgets/common/display/factlist.h"
#include "widgets/common/display/marks.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/environmentscope.h"
#include "widgets/common/states/states.h"
#include "widgets/common/timetext.h"
#include "widgets/common/vocabulary.h"
#include "widgets/config/configdocument.h"
#include "widgets/config/inspectordelegates.h"
#include "widgets/review/spokenmodel.h"

#include <QListView>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int bigValueLength = 8;
constexpr int mostRevisions = 8;
constexpr int secretDots = 12;

QVBoxLayout *makeSection(QWidget *section)
{
    auto *layout = new QVBoxLayout(section);
    layout->setContentsMargins(metrics::spacePanePaddingX, metrics::spaceMd, metrics::spacePanePaddingX, metrics::spaceMd);
    layout->setSpacing(metrics::spaceSm);
    return layout;
}

QListView *makeList(const QString &objectName, const QString &accessibleName, QAbstractItemModel *model, QAbstractItemDelegate *delegate)
{
    auto *view = new QListView;
    view->setObjectName(objectName);
    view->setAccessibleName(accessibleName);
    view->setModel(model);
    delegate->setParent(view);
    view->setItemDelegate(delegate);
    view->setFrameShape(QFrame::NoFrame);
    view->setMouseTracking(true);
    view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSurface(view, Surface::Pane);
    return view;
}

TextLabel *makeTitle(const QString &text)
{
    return new TextLabel(text, TextStyle::Small, ColorRole::Muted);
}

} // namespace

ConfigInspector::ConfigInspector(ConfigService &service, const EnvironmentScope &scope, QWidget *parent)
    : QWidget(parent)
    , m_service(service)
    , m_scope(scope)
    , m_place(new TextLabel(TextStyle::Small, ColorRole::Muted))
    , m_key(new TextLabel(TextStyle::CodeStrong))
    , m_value(new TextLabel(TextStyle::CodeStat))
    , m_was(new TextLabel(TextStyle::Small, ColorRole::Muted))
    , m_about(new TextLabel(TextStyle::Small, ColorRole::Muted))
    , m_winner(new TextLabel(TextStyle::Small, ColorRole::Muted))
    , m_error(new InlineError)
    , m_secretTitle(makeTitle({}))
    , m_secretPath(new TextLabel(TextStyle::Code))
    , m_facts(new FactList)
{
    setSurface(this, Surface::Pane);
    auto *header = new Bar(metrics::paneHeaderHeight, Bar::Edge::Bottom, Surface::Pane);
    header->left()->addWidget(new TextLabel(tr("Effective value"), TextStyle::BodyStrong));
    header->right()->addWidget(m_place);
    auto *content = new QWidget;
    setSurface(content, Surface::Pane);
    auto *sections = new QVBoxLayout(content);
    sections->setContentsMargins(0, 0, 0, 0);
    sections->setSpacing(0);
    m_provenancePart = buildProvenance();
    m_secretPart = buildSecret();
    m_historyPart = buildHistory();
    for (QWidget *part : {buildKey(), m_provenancePart, m_secretPart, m_historyPart})
        sections->addWidget(part);
    sections->addStretch(1);
    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(content);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(header);
    layout->addWidget(scroll, 1);
    connect(&scope, &EnvironmentScope::currentChanged, this, &ConfigInspector::readInForce);
    setDocument(nullptr);
}

QWidget *ConfigInspector::buildKey()
{
    auto *part = new QWidget;
    QVBoxLayout *layout = makeSection(part);
    m_key->setObjectName(u"configKey"_s);
    m_key->setElided(Qt::ElideMiddle);
    m_value->setObjectName(u"configValue"_s);
    m_value->setElided(Qt::ElideRight);
    m_was->setElided(Qt::ElideRight);
    m_about->setWordWrap(true);
    layout->addWidget(m_key);
    layout->addWidget(m_value);
    layout->addWidget(m_was);
    layout->addWidget(m_about);
    return part;
}

QWidget *ConfigInspector::buildProvenance()
{
    auto *part = new QWidget;
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, metrics::spaceMd);
    layout->setSpacing(metrics::spaceXs);
    auto *title = makeTitle(tr("Where it comes from"));
    title->setContentsMargins(metrics::spacePanePaddingX, metrics::spaceSm, metrics::spacePanePaddingX, 0);
    m_sources = makeList(u"configProvenance"_s, tr("Where it comes from"), new SpokenModel(&m_provenance, &spokenProvenance, this), new ProvenanceDelegate);
    m_sources->setFocusPolicy(Qt::NoFocus);
    m_sources->setSelectionMode(QAbstractItemView::NoSelection);
    m_winner->setContentsMargins(metrics::spacePanePaddingX, metrics::spaceXs, metrics::spacePanePaddingX, 0);
    m_winner->setWordWrap(true);
    layout->addWidget(new Separator(Qt::Horizontal));
    layout->addWidget(title);
    layout->addWidget(m_error);
    layout->addWidget(m_sources);
    layout->addWidget(m_winner);
    connect(m_error, &InlineError::retryRequested, this, &ConfigInspector::readInForce);
    return part;
}

QWidget *ConfigInspector::buildSecret()
{
    auto *part = new QWidget;
    auto *outer = new QVBoxLayout(part);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    auto *inner = new QWidget;
    QVBoxLayout *layout = makeSection(inner);
    auto *card = new Card;
    card->setBodyPadded(true);
    card->bodyLayout()->setSpacing(metrics::spaceSm);
    auto *path = new QHBoxLayout;
    path->setSpacing(metrics::spaceSm);
    path->addWidget(new IconLabel(IconName::Vault, ColorRole::AccentText, metrics::iconSmallSize));
    m_secretPath->setElided(Qt::ElideMiddle);
    path->addWidget(m_secretPath, 1);
    auto *never = new QHBoxLayout;
    never->setSpacing(metrics::spaceXs);
    auto *dots = new TextLabel(QStringList(secretDots, u"•"_s).join(u' '), TextStyle::Small, ColorRole::Text);
    dots->setAccessibleName(tr("The value is not shown"));
    never->addWidget(dots);
    never->addStretch(1);
    never->addWidget(new IconLabel(IconName::EyeOff, ColorRole::Muted, metrics::iconSmallSize));
    never->addWidget(new TextLabel(tr("Never shown here"), TextStyle::Small, ColorRole::Muted));
    card->bodyLayout()->addLayout(path);
    card->bodyLayout()->addLayout(never);
    layout->addWidget(m_secretTitle);
    layout->addWidget(card);
    outer->addWidget(new Separator(Qt::Horizontal));
    outer->addWidget(inner);
    return part;
}

QWidget *ConfigInspector::buildHistory()
{
    auto *part = new QWidget;
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, metrics::spaceMd);
    layout->setSpacing(metrics::spaceXs);
    auto *facts = new QWidget;
    QVBoxLayout *factsLayout = makeSection(facts);
    factsLayout->addWidget(m_facts);
    auto *title = makeTitle(tr("History"));
    title->setContentsMargins(metrics::spacePanePaddingX, metrics::spaceSm, metrics::spacePanePaddingX, 0);
    m_revisionDelegate = new RevisionDelegate;
    m_history = makeList(u"configHistory"_s, tr("Revisions, newest first"), &m_revisions, m_revisionDelegate);
    m_rollBack = new Button(tr("Roll back…"), ButtonVariant::Outline);
    m_rollBack->setObjectName(u"configRollBack"_s);
    m_rollBack->setSize(ButtonSize::Small);
    m_rollBack->setIconName(IconName::Rollback);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(metrics::spacePanePaddingX, metrics::spaceXs, metrics::spacePanePaddingX, 0);
    buttons->addWidget(m_rollBack);
    buttons->addStretch(1);
    layout->addWidget(new Separator(Qt::Horizontal));
    layout->addWidget(facts);
    layout->addWidget(new Separator(Qt::Horizontal));
    layout->addWidget(title);
    layout->addWidget(m_history);
    layout->addLayout(buttons);
    const auto showDiff = [this](const QModelIndex &index) {
        if (index.isValid())
            Q_EMIT diffRequested(m_revisions.at(index.row()));
    };
    connect(m_revisionDelegate, &RevisionDelegate::diffRequested, this, showDiff);
    connect(m_history, &QListView::activated, this, showDiff);
    connect(m_history->selectionModel(), &QItemSelectionModel::currentChanged, this, &ConfigInspector::showRevision);
    connect(m_rollBack, &QAbstractButton::clicked, this, [this] {
        if (const ConfigRevision *revision = chosenRevision())
            Q_EMIT rollBackRequested(*revision);
    });
    return part;
}

void ConfigInspector::setDocument(ConfigDocument *document)
{
    if (m_document)
        m_document->disconnect(this);
    m_document = document;
    m_inForce = {};
    m_schema = {};
    m_pointer.clear();
    m_reads.supersede();
    if (document) {
        connect(document, &ConfigDocument::analysed, this, &ConfigInspector::showKey);
        connect(document, &ConfigDocument::revisionsChanged, this, &ConfigInspector::readInForce);
        connect(document, &ConfigDocument::revisionsChanged, this, &ConfigInspector::showRevisions);
        readInForce();
    }
    showKey();
    showRevisions();
}

void ConfigInspector::setLine(int line)
{
    m_line = line;
    m_place->setText(tr("line %1").arg(line));
    showKey();
}

void ConfigInspector::setSchema(const ConfigSchema &schema)
{
    m_schema = schema;
    showKey();
}

void ConfigInspector::readInForce()
{
    if (!m_document)
        return;
    const OverlayRef &overlay = m_document->overlay();
    const Environment environment = overlay.environment == Environment::Global ? m_scope.current() : overlay.environment;
    deliver(m_service.effective(m_document->plugin(), environment, overlay.tenant), this,
        m_reads.only([this](const Result<EffectiveConfig> &config) {
            if (!config) {
                m_error->setError(config.error());
                return;
            }
            m_error->clear();
            m_inForce = *config;
            showKey();
        }));
}

void ConfigInspector::showKey()
{
    const YamlDocument::Place *place = m_document ? m_document->yaml().at(m_line) : nullptr;
    const QString pointer = place ? place->pointer : QString();
    const bool moved = pointer != m_pointer;
    m_pointer = pointer;
    const QString effective = place ? effectiveKey(m_document->yaml(), pointer) : QString();
    m_place->setVisible(m_document);
    m_key->setText(place ? dottedKey(pointer) : tr("No key on this line"));
    m_value->setVisible(place && place->isScalar);
    m_was->setVisible(false);
    if (place && place->isScalar) {
        const QString text = valueText(valueAt(m_document->yaml(), pointer));
        m_value->setStyle(text.size() <= bigValueLength ? TextStyle::CodeStat : TextStyle::Code);
        m_value->setText(text);
        showWas();
    }
    const SchemaNote note = place ? schemaNote(m_schema.schema, pointer) : SchemaNote();
    const QString about = note.description.isEmpty() ? note.type : note.type.isEmpty() ? note.description : tr("%1: %2").arg(note.type, note.description);
    m_about->setText(!about.isEmpty() ? about
            : place && effective.isEmpty() ? tr("A group. Its keys come from where each was set.")
                                           : QString());
    m_about->setVisible(!m_about->text().isEmpty());
    m_provenancePart->setVisible(!effective.isEmpty() && m_inForce.asOf.isValid());
    if (m_provenancePart->isVisibleTo(this))
        showValue(draftedValue(m_inForce, m_document->overlay(), m_document->yaml(), effective));
    showSecret(place && place->isScalar && isSecretReference(place->scalar) ? place->scalar : QString(), m_line);
    if (moved)
        Q_EMIT keyChanged();
}

void ConfigInspector::showWas()
{
    const auto before = valueAt(m_document->baseYaml(), m_pointer);
    if (before == valueAt(m_document->yaml(), m_pointer) || !m_document->base())
        return;
    m_was->setText(before.isUndefined() ? tr("not set in r%1").arg(m_document->baseNumber())
                                        : tr("was %1 in r%2").arg(valueText(before)).arg(m_document->baseNumber()));
    m_was->setVisible(true);
}

void ConfigInspector::showValue(const EffectiveValue &value)
{
    m_provenance.setValue(value);
    m_sources->setFixedHeight(qMax(1, m_provenance.rowCount()) * scaled(metrics::rowCompact));
    const bool here = value.winner == m_document->overlay();
    const QString winner = value.winner.tenant.isEmpty() ? environmentName(value.winner.environment) : value.winner.tenant;
    const ConfigRevision *active = m_document->active();
    const bool inForce = active && active->number == m_document->baseNumber() && !m_document->isChanged();
    if (!here)
        m_winner->setText(tr("%1 wins: the last overlay that sets a key decides.").arg(winner));
    else
        m_winner->setText(inForce ? tr("In force. The last overlay that sets a key decides.")
                                  : tr("This text decides once it is deployed. Other rows show what is in force."));
}

void ConfigInspector::showSecret(const QString &reference, int line)
{
    m_secretPart->setVisible(!reference.isEmpty());
    m_secretTitle->setText(tr("Secret on line %1").arg(line));
    m_secretPath->setText(reference.startsWith("vault:"_L1) ? reference.mid(6) : reference);
}

const ConfigRevision *ConfigInspector::chosenRevision() const
{
    const QModelIndex index = m_history->currentIndex();
    return index.isValid() ? &m_revisions.at(index.row()) : nullptr;
}

void ConfigInspector::showRevisions()
{
    m_revisions.setItems(m_document ? m_document->history() : QList<ConfigRevision>());
    const int rows = m_revisions.rowCount();
    m_historyPart->setVisible(rows > 0);
    if (rows == 0)
        return;
    m_revisionDelegate->setBase(m_document->baseNumber());
    m_history->setFixedHeight(qMin(rows, mostRevisions) * scaled(metrics::rowFacet));
    m_history->viewport()->update();
    showRevision();
}

void ConfigInspector::showRevision()
{
    if (m_revisions.rowCount() == 0)
        return;
    m_facts->clear();
    const ConfigRevision *chosen = chosenRevision();
    const ConfigRevision &shown = chosen ? *chosen : m_revisions.at(0);
    m_facts->addFact(tr("Revision"), u"r%1"_s.arg(shown.number), TextStyle::Code);
    m_facts->addFact(tr("State"), term(shown.state).word);
    m_facts->addFact(tr("Saved by"), tr("%1, %2").arg(shown.createdBy.name, momentText(shown.createdAt, QDateTime::currentDateTimeUtc())));
    m_facts->addFact(tr("Reason"), shown.reason);
    const QString why = chosen ? chosen->actions.whyNot(u"rollback"_s) : tr("Choose the revision to go back to");
    m_rollBack->setBlockedReason(chosen && chosen->actions.allows(u"rollback"_s) ? QString() : why);
}

} // namespace gatehouse
