// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/config/configsavebar.h"

#include "widgets/common/controls/button.h"
#include "widgets/common/display/badge.h"
#include "widgets/common/display/bar.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/paint/rowpainter.h"
#include "widgets/common/vocabulary.h"
#include "widgets/config/configdocument.h"

#include <QHBoxLayout>
#include <QPainter>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int keyMarkWidth = 3;
constexpr int keyMarkHeight = 12;

Button *makeButton(const QString &objectName, const QString &text, ButtonVariant variant)
{
    auto *button = new Button(text, variant);
    button->setObjectName(objectName);
    return button;
}

} // namespace

ChangedKeys::ChangedKeys(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ChangedKeys::setKeys(const QList<KeyChange> &keys)
{
    m_keys = keys;
    QStringList names;
    for (const KeyChange &key : keys)
        names.append(dottedKey(key.pointer));
    setAccessibleName(tr("Changed keys: %1").arg(names.join(u", "_s)));
    setToolTip(names.join(u'\n'));
    updateGeometry();
    update();
}

QSize ChangedKeys::sizeHint() const
{
    return {320, lineHeight(TextStyle::Code)};
}

QSize ChangedKeys::minimumSizeHint() const
{
    return {40, lineHeight(TextStyle::Code)};
}

void ChangedKeys::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    RowPainter row(painter, theme, m_cache);
    QRect area = rect();
    for (qsizetype at = 0; at < m_keys.size(); ++at) {
        const KeyChange &key = m_keys.at(at);
        const QString name = shortKey(key.pointer);
        const QString rest = tr("and %1 more").arg(m_keys.size() - at);
        const bool isLast = at + 1 == m_keys.size();
        const int room = area.width() - (isLast ? 0 : row.textWidth(rest, TextStyle::Small) + 8);
        if (keyMarkWidth + 4 + row.textWidth(name, TextStyle::Code) > room && at > 0) {
            row.text(area, Side::Left, rest, TextStyle::Small, theme.muted);
            return;
        }
        const QColor color = key.removed ? theme.badSolid : key.mark == LineMark::Added ? theme.okSolid : theme.infoSolid;
        painter.fillRect(QRect(area.left(), area.center().y() - keyMarkHeight / 2, keyMarkWidth, keyMarkHeight), color);
        area.setLeft(area.left() + keyMarkWidth + 3);
        row.text(area, Side::Left, name, TextStyle::Code, theme.muted, 8);
    }
}

ConfigSaveBar::ConfigSaveBar(QWidget *parent)
    : QWidget(parent)
    , m_title(new TextLabel(TextStyle::BodyStrong))
    , m_keys(new ChangedKeys)
    , m_state(new Badge)
    , m_note(new TextLabel(TextStyle::Small, ColorRole::Muted))
    , m_discard(makeButton(u"configDiscard"_s, tr("Discard…"), ButtonVariant::Quiet))
    , m_compare(makeButton(u"configCompare"_s, tr("Compare with live"), ButtonVariant::Outline))
    , m_request(makeButton(u"configOpenRequest"_s, tr("Open the request"), ButtonVariant::Outline))
    , m_ask(makeButton(u"configAskApproval"_s, tr("Request approval…"), ButtonVariant::Outline))
    , m_deploy(makeButton(u"configDeploy"_s, tr("Deploy…"), ButtonVariant::Outline))
    , m_save(makeButton(u"configSave"_s, tr("Review and save…"), ButtonVariant::Accent))
{
    m_save->setKeyCaps({tr("Ctrl S")});
    m_deploy->setIconName(IconName::Rocket);
    m_ask->setIconName(IconName::Stamp);
    m_note->setElided(Qt::ElideRight);
    auto *bar = new Bar(metrics::actionBarHeight, Bar::Edge::Top, Surface::Sunken);
    for (QWidget *part : {static_cast<QWidget *>(m_title), static_cast<QWidget *>(m_keys), static_cast<QWidget *>(m_state),
             static_cast<QWidget *>(m_note)})
        bar->left()->addWidget(part);
    for (Button *button : {m_discard, m_compare, m_request, m_ask, m_deploy, m_save})
        bar->right()->addWidget(button);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(bar);
    connect(m_discard, &QAbstractButton::clicked, this, &ConfigSaveBar::discardRequested);
    connect(m_compare, &QAbstractButton::clicked, this, &ConfigSaveBar::compareRequested);
    connect(m_request, &QAbstractButton::clicked, this, &ConfigSaveBar::requestRequested);
    connect(m_ask, &QAbstractButton::clicked, this, &ConfigSaveBar::approvalRequested);
    connect(m_deploy, &QAbstractButton::clicked, this, &ConfigSaveBar::deployRequested);
    connect(m_save, &QAbstractButton::clicked, this, &ConfigSaveBar::saveRequested);
    showDocument(nullptr, false);
}

void ConfigSaveBar::showDocument(const ConfigDocument *document, bool writable)
{
    const bool ready = document && document->state() == ConfigDocument::State::Ready;
    const bool changed = ready && document->isChanged();
    m_title->setVisible(ready);
    m_keys->setVisible(changed && !document->keys().isEmpty());
    m_discard->setVisible(changed);
    m_save->setBlockedReason(!changed ? tr("Nothing is changed") : document->isInOutbox() ? tr("This text waits in the Outbox") : QString());
    m_compare->setVisible(ready);
    m_compare->setBlockedReason(ready && document->active() ? QString() : tr("Nothing is in force here yet"));
    const bool saved = ready && !changed && document->base();
    m_state->setVisible(saved);
    m_note->setVisible(saved);
    m_request->setVisible(saved && document->base()->requestId);
    m_ask->setVisible(saved && document->base()->actions.allows(u"request_approval"_s));
    m_deploy->setVisible(saved && document->base()->state != RevisionState::Active);
    if (changed)
        showChanged(*document);
    else if (ready)
        showSaved(*document, writable);
}

void ConfigSaveBar::showChanged(const ConfigDocument &document)
{
    const int keys = int(document.keys().size());
    if (document.isInOutbox())
        m_title->setText(tr("Kept in the Outbox, not sent yet"));
    else
        m_title->setText(keys > 0 ? tr("%n keys changed", nullptr, keys) : tr("Text changed, no key did"));
    m_keys->setKeys(document.keys());
}

void ConfigSaveBar::showSaved(const ConfigDocument &document, bool writable)
{
    const ConfigRevision *base = document.base();
    if (!base) {
        m_title->setText(tr("Nothing is configured here yet"));
        return;
    }
    m_title->setText(tr("r%1").arg(base->number));
    m_state->setLook(term(base->state).badge());
    const QString why = base->actions.whyNot(u"deploy"_s);
    const QString blocked = !why.isEmpty() ? why : writable ? QString() : tr("Read-only: arm first");
    m_deploy->setBlockedReason(blocked);
    m_note->setText(base->state == RevisionState::Active ? tr("In force") : blocked);
}

} // namespace gatehouse
