// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/drafts/draftdetail.h"

#include "core/base/async.h"
#include "core/base/clock.h"
#include "core/base/files.h"
#include "models/drafts/draftlistmodel.h"
#include "widgets/common/controls/button.h"
#include "widgets/common/display/bar.h"
#include "widgets/common/display/card.h"
#include "widgets/common/display/marks.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/drafts/draftnote.h"
#include "widgets/common/states/states.h"
#include "widgets/common/textstyle.h"
#include "widgets/drafts/draftdelegate.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QtConcurrentRun>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int barHeight = 64;

Button *largeButton(const char *objectName, const QString &text, IconName icon, ButtonVariant variant)
{
    auto *button = new Button(text, variant);
    button->setObjectName(QLatin1StringView(objectName));
    button->setIconName(icon);
    button->setSize(ButtonSize::Large);
    return button;
}

bool isConfiguration(const Draft &draft)
{
    return draft.key.startsWith("config/"_L1);
}

} // namespace

DraftDetail::DraftDetail(DraftKeeper &drafts, const Clock &clock, Sources sources, QWidget *parent)
    : QWidget(parent)
    , m_drafts(drafts)
    , m_clock(clock)
    , m_sources(std::move(sources))
    , m_subject(new TextLabel(TextStyle::Object))
    , m_kind(new TextLabel(TextStyle::SmallStrong))
    , m_kept(new TextLabel(TextStyle::Small, ColorRole::Muted))
    , m_band(new MessageBar(Tone::Warn, IconName::Clock))
    , m_error(new InlineError)
    , m_text(new QPlainTextEdit)
    , m_discard(largeButton("draftDiscard", tr("Discard draft"), IconName::Trash, ButtonVariant::Danger))
    , m_export(largeButton("draftExport", tr("Export…"), IconName::Download, ButtonVariant::Outline))
    , m_carry(largeButton("draftCarry", QString(), IconName::ArrowRight, ButtonVariant::Outline))
    , m_open(largeButton("draftOpen", tr("Open where it was written"), IconName::None, ButtonVariant::Outline))
{
    setObjectName(u"draftDetail"_s);
    setSurface(this, Surface::Pane);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHeader());
    column->addWidget(new Separator(Qt::Horizontal, this));
    column->addWidget(makeBody(), 1);
    column->addWidget(makeBar());
    setFocusProxy(m_text);
    connect(&drafts, &DraftKeeper::kept, this, [this](const QString &key) {
        if (key == m_draft.key)
            showKept();
    });
    connect(&drafts, &DraftKeeper::changed, this, [this](const QString &key) {
        if (key == m_draft.key)
            setDraft(key);
    });
}

QWidget *DraftDetail::makeHeader()
{
    auto *header = new QWidget;
    setSurface(header, Surface::Pane);
    m_subject->setObjectName(u"draftSubject"_s);
    m_subject->setElided(Qt::ElideMiddle);
    m_subject->setMinimumHeight(lineHeight(TextStyle::Object));
    m_kind->setObjectName(u"draftKind"_s);
    m_kind->setMinimumHeight(lineHeight(TextStyle::CodeObject));
    m_kept->setObjectName(u"draftKept"_s);
    auto *second = new QHBoxLayout;
    second->setSpacing(metrics::spaceSm);
    second->addWidget(m_kind);
    second->addWidget(m_kept, 1);
    auto *column = new QVBoxLayout(header);
    column->setContentsMargins(metrics::spaceDetailPaddingX, metrics::spaceMd, metrics::spaceDetailPaddingX, metrics::spaceMd);
    column->setSpacing(metrics::spaceXs - 2);
    column->addWidget(m_subject);
    column->addLayout(second);
    return header;
}

QWidget *DraftDetail::makeBody()
{
    auto *body = new QWidget;
    setSurface(body, Surface::Pane);
    m_band->setObjectName(u"draftBand"_s);
    m_band->setBoxed(true);
    m_text->setObjectName(u"draftText"_s);
    m_text->setAccessibleName(tr("What you wrote"));
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    auto *card = new Card(tr("What you wrote"), IconName::Pencil);
    card->setBodyPadded(true);
    auto *copy = new Button(IconName::Copy, tr("Copy the text"));
    copy->setObjectName(u"draftCopy"_s);
    copy->setSize(ButtonSize::Small);
    card->headerLayout()->addWidget(copy);
    card->bodyLayout()->addWidget(m_text, 1);
    auto *hint = new QHBoxLayout;
    hint->setSpacing(6);
    hint->addWidget(new IconLabel(IconName::History, ColorRole::Muted, metrics::iconSmallSize), 0, Qt::AlignTop);
    auto *words = new TextLabel(tr("Kept on this computer until you send it or throw it away. Only you can read it."), TextStyle::Small, ColorRole::Muted);
    words->setWordWrap(true);
    hint->addWidget(words, 1);
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(metrics::spaceDetailPaddingX, metrics::spaceLg, metrics::spaceDetailPaddingX, metrics::spaceLg);
    column->setSpacing(metrics::spaceLg);
    column->addWidget(m_band);
    column->addWidget(m_error);
    column->addWidget(card, 1);
    column->addLayout(hint);
    connect(copy, &QAbstractButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_text->toPlainText()); });
    return body;
}

QWidget *DraftDetail::makeBar()
{
    auto *bar = new Bar(barHeight, Bar::Edge::Top, Surface::Sunken);
    bar->setAccessibleName(tr("What can be done with it"));
    m_discard->setFlat(true);
    m_open->setKeyCaps({u"O"_s});
    bar->left()->addWidget(m_discard);
    for (Button *button : {m_export, m_carry, m_open})
        bar->right()->addWidget(button);
    connect(m_discard, &QAbstractButton::clicked, this, &DraftDetail::discardRequested);
    connect(m_export, &QAbstractButton::clicked, this, &DraftDetail::askWhereTo);
    connect(m_carry, &QAbstractButton::clicked, this, &DraftDetail::carry);
    connect(m_open, &QAbstractButton::clicked, this, &DraftDetail::openRequested);
    return bar;
}

void DraftDetail::setDraft(const QString &key)
{
    const std::optional<Draft> draft = m_drafts.find(key);
    if (!draft)
        return;
    if (key != m_draft.key)
        m_error->clear();
    m_draft = *draft;
    m_subject->setText(m_draft.subject);
    m_kind->setText(draftKindWord(key));
    const QString text = wholeText(m_draft);
    if (m_text->toPlainText() != text)
        m_text->setPlainText(text);
    m_text->setFont(textFont(isConfiguration(m_draft) ? TextStyle::Code : TextStyle::Body));
    const QString closed = m_sources.closed ? m_sources.closed(m_draft) : QString();
    const QString next = m_sources.next ? m_sources.next(m_draft) : QString();
    m_band->setVisible(!closed.isEmpty());
    m_band->setMessage(closed, next.isEmpty() ? tr("What you wrote was not sent and stays kept here, to be exported.")
                                              : tr("What you wrote was not sent and stays kept here. It can go along with %1.").arg(next));
    m_carry->setVisible(!next.isEmpty());
    m_carry->setText(tr("Carry to %1").arg(next));
    setAccessibleName(tr("%1, %2").arg(m_kind->text(), m_draft.subject));
    showKept();
}

void DraftDetail::showKept()
{
    const bool isWritten = m_drafts.isWritten(m_draft.key);
    m_kept->setRole(isWritten ? ColorRole::Muted : ColorRole::Warn);
    m_kept->setText(isWritten ? keptText(m_draft.keptAt, m_clock.now()) : tr("Not on the disk yet"));
}

void DraftDetail::carry()
{
    if (m_sources.carry)
        Q_EMIT carried(m_sources.carry(m_draft));
}

void DraftDetail::askWhereTo()
{
    const bool yaml = isConfiguration(m_draft);
    const QString path = QFileDialog::getSaveFileName(this, tr("Save what you wrote"), yaml ? u"draft.yaml"_s : u"draft.txt"_s,
        yaml ? tr("YAML (*.yaml)") : tr("Text (*.txt)"));
    if (!path.isEmpty())
        exportTo(path);
}

void DraftDetail::exportTo(const QString &path)
{
    m_error->clear();
    deliver(QtConcurrent::run(writeFile, path, wholeText(m_draft).toUtf8(), FileAccess::Default), this, [this](const Status &status) {
        if (!status)
            m_error->setError(status.error());
    });
}

} // namespace gatehouse
